package layout_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// draw makes any machine: most states lead to the next, some anywhere.
func draw(t *rapid.T, depth int) string {
	n := rapid.IntRange(1, 9-2*depth).Draw(t, "states")
	name := func(i int) string { return fmt.Sprintf("s%d", i) }
	anywhere := func() string { return name(rapid.IntRange(0, n-1).Draw(t, "to")) }
	kinds := []string{"Task", "Pass", "Choice", "Choice", "Succeed", "Fail"}
	if depth < 2 {
		kinds = append(kinds, "Parallel", "Map")
	}
	var b strings.Builder
	b.WriteString(`{"StartAt":"s0","States":{`)
	for i := range n {
		kind := rapid.SampledFrom(kinds).Draw(t, "kind")
		fmt.Fprintf(&b, `%s"%s":{"Type":"%s"`, comma(i), name(i), kind)
		switch kind {
		case "Choice":
			b.WriteString(`,"Choices":[`)
			for k := range rapid.IntRange(0, 4).Draw(t, "rules") {
				fmt.Fprintf(&b, `%s{"Variable":"$.v","NumericEquals":%d,"Next":"%s"}`, comma(k), k, anywhere())
			}
			b.WriteString(`],"Default":"` + anywhere() + `"`)
		case "Parallel":
			b.WriteString(`,"Branches":[`)
			for k := range rapid.IntRange(0, 3).Draw(t, "branches") {
				b.WriteString(comma(k) + draw(t, depth+1))
			}
			b.WriteString(`]`)
		case "Map":
			b.WriteString(`,"ItemProcessor":` + draw(t, depth+1))
		}
		if kind == "Task" || kind == "Parallel" || kind == "Map" {
			b.WriteString(`,"Catch":[`)
			for k := range rapid.SampledFrom([]int{0, 0, 0, 1, 1, 2, 4}).Draw(t, "catchers") {
				fmt.Fprintf(&b, `%s{"ErrorEquals":["E%d"],"Next":"%s"}`, comma(k), k, anywhere())
			}
			b.WriteString(`]`)
		}
		if kind != "Choice" && kind != "Succeed" && kind != "Fail" {
			switch rapid.IntRange(0, 9).Draw(t, "how") {
			case 0:
				b.WriteString(`,"End":true`)
			case 1, 2:
				b.WriteString(`,"Next":"` + anywhere() + `"`)
			default:
				b.WriteString(`,"Next":"` + name(min(i+1, n-1)) + `"`)
			}
		}
		b.WriteString("}")
	}
	b.WriteString("}}")
	return b.String()
}

func comma(i int) string {
	if i == 0 {
		return ""
	}
	return ","
}

// steps is a long flow of n states: forks that join again, retries that run
// back and catches that all lead to one handler.
func steps(n int, prefix string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{"StartAt":"%s0","States":{`, prefix)
	name := func(i int) string { return fmt.Sprintf("%s%d", prefix, min(i, n-1)) }
	for i := range n - 1 {
		switch {
		case i%12 == 5:
			fmt.Fprintf(&b, `"%s":{"Type":"Choice","Choices":[{"Variable":"$.v","NumericEquals":0,"Next":"%s"},{"Variable":"$.v","NumericEquals":1,"Next":"%s"},{"Variable":"$.retry","BooleanEquals":true,"Next":"%s"}],"Default":"%s"},`,
				name(i), name(i+1), name(i+3), name(i-3), name(i+4))
		case i%12 == 7 || i%12 == 8 || i%12 == 10:
			fmt.Fprintf(&b, `"%s":{"Type":"Pass","Next":"%s"},`, name(i), name(i-i%12+12))
		case i%8 == 1:
			fmt.Fprintf(&b, `"%s":{"Type":"Task","Resource":"r","Catch":[{"ErrorEquals":["States.ALL"],"Next":"%shandler"}],"Next":"%s"},`, name(i), prefix, name(i+1))
		default:
			fmt.Fprintf(&b, `"%s":{"Type":"Task","Resource":"r","Next":"%s"},`, name(i), name(i+1))
		}
	}
	fmt.Fprintf(&b, `"%s":{"Type":"Succeed"},"%shandler":{"Type":"Fail"}}}`, name(n-1), prefix)
	return b.String()
}

// nests is a flow of about n states, most of them inside Parallels and Maps.
func nests(n, depth int, prefix string) string {
	if n < 8 || depth == 0 {
		return steps(max(2, n), prefix)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `{"StartAt":"%s0","States":{`, prefix)
	k := max(1, n/(40*depth))
	for i := range k {
		share := (n - k) / k
		next := fmt.Sprintf(`"Next":"%s%d"`, prefix, i+1)
		if i == k-1 {
			next = `"End":true`
		}
		if i%2 == 0 {
			third := fmt.Sprintf("%s%d", prefix, i)
			fmt.Fprintf(&b, `%s"%s%d":{"Type":"Parallel","Branches":[%s,%s,%s],%s}`, comma(i), prefix, i,
				nests(share/3, depth-1, third+"a"), nests(share/3, depth-1, third+"b"), nests(share/3, depth-1, third+"c"), next)
		} else {
			fmt.Fprintf(&b, `%s"%s%d":{"Type":"Map","ItemProcessor":%s,%s}`, comma(i), prefix, i, nests(share, depth-1, fmt.Sprintf("%s%dm", prefix, i)), next)
		}
	}
	b.WriteString("}}")
	return b.String()
}
