package value

import (
	"strings"
	"unicode/utf8"
)

// JSON is the value's compact JSON; "" for Absent. Characters beyond ASCII
// stay as they are; only what JSON demands is escaped.
func (v Value) JSON() string {
	switch v.kind {
	case NumberKind, BoolKind:
		return v.str
	case NullKind:
		return "null"
	}
	return string(v.AppendJSON(make([]byte, 0, v.Size())))
}

// AppendJSON appends the value's compact JSON.
func (v Value) AppendJSON(dst []byte) []byte {
	switch v.kind {
	case NullKind:
		return append(dst, "null"...)
	case BoolKind, NumberKind:
		return append(dst, v.str...)
	case StringKind:
		return AppendQuoted(dst, v.str)
	case ArrayKind:
		dst = append(dst, '[')
		for i := range v.ref.items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = v.ref.items[i].AppendJSON(dst)
		}
		return append(dst, ']')
	case ObjectKind:
		dst = append(dst, '{')
		for i := range v.ref.members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(AppendQuoted(dst, v.ref.members[i].Key), ':')
			dst = v.ref.members[i].Value.AppendJSON(dst)
		}
		return append(dst, '}')
	}
	return dst
}

// Indent is the value as people read it: one member or item a line, indented
// by the given unit, empty arrays and objects on one line.
func (v Value) Indent(unit string) string {
	var b strings.Builder
	v.indent(&b, "\n", unit)
	return b.String()
}

func (v Value) indent(b *strings.Builder, line, unit string) {
	if v.Len() == 0 {
		b.WriteString(v.JSON())
		return
	}
	inner, open, shut := line+unit, byte('['), byte(']')
	if v.kind == ObjectKind {
		open, shut = '{', '}'
	}
	b.WriteByte(open)
	for i := range v.Len() {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(inner)
		if v.kind == ArrayKind {
			v.ref.items[i].indent(b, inner, unit)
			continue
		}
		b.WriteString(Quote(v.ref.members[i].Key))
		b.WriteString(": ")
		v.ref.members[i].Value.indent(b, inner, unit)
	}
	b.WriteString(line)
	b.WriteByte(shut)
}

// Quote is a text as a JSON string, quotes included.
func Quote(s string) string { return string(AppendQuoted(make([]byte, 0, len(s)+2), s)) }

const hex = "0123456789abcdef"

// AppendQuoted appends a text as a JSON string, quotes included.
func AppendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				dst = append(append(dst, s[start:i]...), "\uFFFD"...)
				start = i + 1
			}
			i += n
			continue
		}
		dst = append(append(dst, s[start:i]...), escape(c)...)
		i++
		start = i
	}
	return append(append(dst, s[start:]...), '"')
}

func escape(c byte) string {
	switch c {
	case '"':
		return `\"`
	case '\\':
		return `\\`
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	case '\b':
		return `\b`
	case '\f':
		return `\f`
	}
	return string([]byte{'\\', 'u', '0', '0', hex[c>>4], hex[c&15]})
}

// quotedSize is len(Quote(s)) without making it.
func quotedSize(s string) int {
	n := len(s) + 2
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return n - 2 - len(s) + i + slowQuotedSize(s[i:])
		case c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f':
			n++
		case c < 0x20:
			n += 5
		}
	}
	return n
}

// slowQuotedSize counts a text that is not ASCII, where an invalid byte
// becomes the three bytes of U+FFFD.
func slowQuotedSize(s string) int { return len(AppendQuoted(nil, s)) }
