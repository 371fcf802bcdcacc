package rehearsal

import (
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// briefLine is how many characters an object may have to stand on one line.
const briefLine = 44

// brief is a value as people like to read it: small objects and lists on one
// line, larger ones on several.
func brief(v value.Value) string {
	var b strings.Builder
	writeBrief(&b, v, "", 0)
	return b.String()
}

// writeBrief writes a value that begins at a column of its line.
func writeBrief(b *strings.Builder, v value.Value, indent string, column int) {
	open, shut := "{", "}"
	if v.Kind() == value.ArrayKind {
		open, shut = "[", "]"
	} else if v.Kind() != value.ObjectKind {
		b.WriteString(v.JSON())
		return
	}
	if v.Len() == 0 {
		b.WriteString(open + shut)
		return
	}
	flat := column+v.Size()+2*v.Len()+4 <= briefLine
	inner, line, last := indent+"  ", "\n"+indent+"  ", "\n"+indent
	if flat {
		inner, line, last = indent, " ", " "
	}
	b.WriteString(open)
	part := func(i int, key string, v value.Value) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(line)
		if key != "" {
			key += ": "
		}
		b.WriteString(key)
		writeBrief(b, v, inner, len(inner)+len(key))
	}
	if v.Kind() == value.ArrayKind {
		for i, item := range v.Items() {
			part(i, "", item)
		}
	} else {
		for i, m := range v.Members() {
			part(i, value.Quote(m.Key), m.Value)
		}
	}
	b.WriteString(last + shut)
}
