package syntax

import (
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// str reads a string in double quotes. One that is not closed ends with its
// line, less a comma at the line's end.
func (p *parser) str(parent *Node) *Node {
	start := p.i
	p.i++
	for plain := p.i; p.i < len(p.src); p.i++ {
		switch c := p.src[p.i]; {
		case c == '"':
			p.i++
			p.quiet = false
			n := p.node(String, start, parent)
			n.Text = p.part(plain, p.i-1)
			return n
		case c == '\\' || c < 0x20 || c >= utf8.RuneSelf:
			return p.slowString(start, parent)
		}
	}
	return p.unclosedString(start, len(p.src), p.src[start+1:], parent)
}

// slowString reads a string that holds escapes, control characters or bytes
// beyond ASCII.
func (p *parser) slowString(start int, parent *Node) *Node {
	b := []byte(p.src[start+1 : p.i])
	p.quiet = false
	for p.i < len(p.src) {
		switch c := p.src[p.i]; {
		case c == '"':
			p.i++
			p.quiet = false // what is wrong in the text does not excuse what follows
			n := p.node(String, start, parent)
			n.Text = string(b)
			return n
		case c == '\n' || c == '\r':
			return p.unclosedString(start, p.i, string(b), parent)
		case c == '\\':
			b = p.escape(b)
		case c < 0x20:
			span := text.Span{Start: p.i, End: p.i + 1}
			escaped := value.Quote(string(rune(c)))
			escaped = escaped[1 : len(escaped)-1]
			p.fail(span, CodeJSON, "A control character must be escaped in a string.", "Write "+escaped+".", diag.Fix{Title: "Write " + escaped, Edits: []text.Edit{text.Replace(span, escaped)}})
			b = append(b, c)
			p.i++
		default:
			b = p.char(b)
		}
	}
	return p.unclosedString(start, len(p.src), string(b), parent)
}

func (p *parser) escape(b []byte) []byte {
	r, n := value.Unescape(p.src[p.i:])
	if n == 0 {
		end := min(p.i+2, len(p.src))
		span := text.Span{Start: p.i, End: end}
		p.fail(span, CodeJSON, "JSON does not know the escape "+clip(p.src[p.i:end])+".", "Write \\\\ for a backslash.", diag.Fix{Title: "Double the backslash", Edits: []text.Edit{text.Insert(p.i, `\`)}})
		p.i++
		return append(b, '\\')
	}
	p.i += n
	return utf8.AppendRune(b, r)
}

func (p *parser) char(b []byte) []byte {
	r, n := utf8.DecodeRuneInString(p.src[p.i:])
	if r == utf8.RuneError && n == 1 {
		p.fail(text.Span{Start: p.i, End: p.i + 1}, CodeUTF8, "This byte is not UTF-8.", "Save the file as UTF-8.")
	}
	p.i += n
	return utf8.AppendRune(b, r)
}

func (p *parser) unclosedString(start, end int, decoded string, parent *Node) *Node {
	if n := strings.IndexAny(p.src[start:end], "\r\n"); n >= 0 {
		end = start + n
	}
	trimmed := start + len(strings.TrimRight(p.src[start:end], " \t"))
	if trimmed > start+1 && p.src[trimmed-1] == ',' {
		trimmed--
	}
	p.i = max(trimmed, start+1)
	p.fail(text.Span{Start: start, End: p.i}, CodeJSON, "The string is not closed.", "Write \" at its end.", diag.Fix{Title: "Insert the quote", Edits: []text.Edit{text.Insert(p.i, `"`)}})
	n := p.node(String, start, parent)
	n.Text = strings.Clone(decoded)
	return n
}

// singleQuoted takes 'text' for a string, with a complaint.
func (p *parser) singleQuoted(parent *Node) *Node {
	start := p.i
	p.i++
	for p.i < len(p.src) && p.src[p.i] != '\'' && p.src[p.i] != '\n' {
		p.i++
	}
	inner := p.src[start+1 : p.i]
	if p.at('\'') {
		p.i++
	}
	span := text.Span{Start: start, End: p.i}
	p.fail(span, CodeJSON, "JSON strings are in double quotes.", "Use double quotes.", diag.Fix{Title: "Use double quotes", Edits: []text.Edit{text.Replace(span, value.Quote(inner))}})
	n := p.node(String, start, parent)
	n.Text = strings.Clone(inner)
	return n
}
