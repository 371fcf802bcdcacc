package syntax

import (
	"fmt"
	"strings"
	"testing"
)

// yamlFlow is a machine of n states in YAML, about 230 bytes each.
func yamlFlow(n int) string {
	var b strings.Builder
	b.WriteString("StartAt: State 0\nStates:\n")
	for i := range n {
		fmt.Fprintf(&b, "  State %d:  # handles part %d\n    Type: Task\n    Resource: arn:aws:states:::lambda:invoke\n    Parameters:\n      FunctionName: some-function\n      Payload.$: $.part\n", i, i)
		fmt.Fprintf(&b, "    Catch:\n      - ErrorEquals: [States.ALL]\n        Next: State %d\n    Next: \"State %d\"\n", (i*7)%n, i+1)
	}
	return b.String()
}

// yamlShapes are documents of about size bytes that are large in one way each.
var yamlShapes = map[string]func(size int) string{
	"flow":   func(size int) string { return yamlFlow(size / 230) },
	"wide":   func(size int) string { return strings.Repeat("- x\n", size/4) },
	"inline": func(size int) string { return "[" + strings.Repeat("x, ", size/3) + "x]\n" },
	"long":   func(size int) string { return "a: \"" + strings.Repeat("é\\n", size/4) + "\"\n" },
	"plain":  func(size int) string { return "a: " + strings.Repeat("word ", size/5) + "end\n" },
	"literal": func(size int) string {
		return "a: |\n" + strings.Repeat("  one of many lines\n", size/20) + "b: 1\n"
	},
	"literals": func(size int) string {
		var b strings.Builder
		for i := range size / 100 {
			fmt.Fprintf(&b, "key%d: |-\n  one line of a text\n   two é, which goes on and on and on, and then it ends\n\n", i)
		}
		return b.String()
	},
	"comments": func(size int) string { return strings.Repeat("# a line of words\n", size/18) + "a: 1\n" },
	"aliases": func(size int) string {
		return "a: &a {b: c}\nl:\n" + strings.Repeat("  - *a\n", size/8)
	},
	"merges": func(size int) string {
		var b strings.Builder
		b.WriteString("a: &a {b: c, d: e}\n")
		for i := range size / 65 {
			fmt.Fprintf(&b, "k%d:\n  <<: *a\n  d: a value that is somewhat longer, as they are\n", i)
		}
		return b.String()
	},
	"crlf": func(size int) string { return strings.ReplaceAll(yamlFlow(size/240), "\n", "\r\n") },
	"deep": func(size int) string {
		var b strings.Builder
		for b.Len() < size {
			for i := range 100 {
				fmt.Fprintf(&b, "%sa%d:\n", strings.Repeat(" ", i), b.Len())
			}
			b.WriteString(strings.Repeat(" ", 100) + "b: c\n")
		}
		return b.String()
	},
}

func BenchmarkParseYAML(b *testing.B) {
	for name, shape := range yamlShapes {
		for _, size := range []int{1 << 16, 1 << 18, 1 << 20} {
			src := shape(size)
			b.Run(fmt.Sprintf("%s/%dK", name, size>>10), func(b *testing.B) {
				b.SetBytes(int64(len(src)))
				b.ReportAllocs()
				for b.Loop() {
					if tree := ParseYAML(src); len(tree.Errors) > 0 {
						b.Fatal(tree.Errors[0])
					}
				}
			})
		}
	}
}
