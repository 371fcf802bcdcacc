package runner

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/schedule"
)

// loopMachine counts $.c.n down to zero, five states a turn.
const loopMachine = `{"StartAt":"A","States":{
  "A":{"Type":"Pass","Next":"B"}, "B":{"Type":"Pass","Next":"C"}, "C":{"Type":"Pass","Next":"Less"},
  "Less":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.c.n, -1)"},"ResultPath":"$.c","Next":"More"},
  "More":{"Type":"Choice","Choices":[{"Variable":"$.c.n","NumericGreaterThan":0,"Next":"A"}],"Default":"Enough"},
  "Enough":{"Type":"Succeed"}}}`

const loopJSONata = `{"QueryLanguage":"JSONata","StartAt":"A","States":{
  "A":{"Type":"Pass","Next":"B"}, "B":{"Type":"Pass","Next":"C"}, "C":{"Type":"Pass","Next":"Less"},
  "Less":{"Type":"Pass","Output":{"c":{"n":"{% $states.input.c.n - 1 %}"}},"Next":"More"},
  "More":{"Type":"Choice","Choices":[{"Condition":"{% $states.input.c.n > 0 %}","Next":"A"}],"Default":"Enough"},
  "Enough":{"Type":"Succeed"}}}`

func chainMachine(n int) string {
	var b strings.Builder
	b.WriteString(`{"StartAt":"S0","States":{`)
	for i := range n {
		fmt.Fprintf(&b, `"S%d":{"Type":"Pass","Next":"S%d"},`, i, i+1)
	}
	fmt.Fprintf(&b, `"S%d":{"Type":"Succeed"}}}`, n)
	return b.String()
}

func parallelMachine(branches, states int) string {
	var b strings.Builder
	b.WriteString(`{"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[`)
	for i := range branches {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"StartAt":"B%d_0","States":{`, i)
		for j := range states {
			fmt.Fprintf(&b, `"B%d_%d":{"Type":"Pass","Next":"B%d_%d"},`, i, j, i, j+1)
		}
		fmt.Fprintf(&b, `"B%d_%d":{"Type":"Succeed"}}}`, i, states)
	}
	b.WriteString(`]}}}`)
	return b.String()
}

func mapMachine(limit int) string {
	return fmt.Sprintf(`{"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.items","MaxConcurrency":%d,"End":true,
  "ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}}}}`, limit)
}

func itemsInput(n int) value.Value {
	items := make([]value.Value, n)
	for i := range items {
		items[i] = value.Object(value.M("id", value.Int(int64(i))))
	}
	return value.Object(value.M("items", value.Array(items...)))
}

func counter(n int) value.Value {
	return value.Object(value.M("c", value.Object(value.M("n", value.Int(int64(n))))))
}

// laden is counter with 63 KB beside the counter that no state looks at.
func laden(n int) value.Value {
	const kilobytes = 63
	var items []value.Value
	for i := 0; value.Array(items...).Size() < kilobytes<<10; i++ {
		items = append(items, value.Object(value.M("id", value.Int(int64(i))), value.M("name", value.String(fmt.Sprint("item number ", i))),
			value.M("tags", value.Array(value.String("alpha"), value.String("beta"), value.String("gamma"))), value.M("ok", value.Bool(i%2 == 0)),
			value.M("note", value.String(strings.Repeat("x", 24)))))
	}
	return value.Object(value.M("c", counter(n).Get("c")), value.M("data", value.Array(items...)))
}

func BenchmarkRun(b *testing.B) {
	for _, c := range []struct {
		name    string
		machine string
		input   value.Value
		states  int
	}{
		{"loop5-100k", loopMachine, counter(20000), 100001},
		{"loop5-10k", loopMachine, counter(2000), 10001},
		{"loop5-payload64k-10k", loopMachine, laden(2000), 10001}, // at most 1.2 times that
		{"loop5-jsonata-10k", loopJSONata, counter(2000), 10001},
		{"chain1000", chainMachine(1000), value.Object(), 1001},
		{"parallel10x100", parallelMachine(10, 100), value.Object(), 1011},
		{"map10k-c0", mapMachine(0), itemsInput(10000), 10001},
		{"map10k-c10", mapMachine(10), itemsInput(10000), 10001},
		{"hello", chainMachine(1), value.Object(), 2},
	} {
		b.Run(c.name, func(b *testing.B) {
			p, err := interp.Compile(asl.ParseString(c.machine))
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				r, err := New().Start(StartInput{Program: p, Input: c.input, Type: Express, Clock: schedule.NewVirtual(time.Unix(1e9, 0))})
				if err != nil {
					b.Fatal(err)
				}
				if err := r.Wait(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(c.states)*float64(b.N)/b.Elapsed().Seconds(), "states/s")
		})
	}
}
