package syntax

import (
	"fmt"

	"github.com/goccy/go-yaml/token"

	"github.com/stateboard/stateboard/asl/text"
)

// Bounds on YAML. Aliases let a small text mean a large value, and the time
// the library takes grows with the square of how many keys one mapping has,
// how deep the text is nested, and how many values it leaves out.
const (
	maxYAML        = 4 << 20 // bytes
	maxYAMLNodes   = 500_000
	maxYAMLMembers = 20_000      // of one mapping
	maxYAMLMoves   = 300_000_000 // tokens that the library moves to make place for values left out
)

// yamlBounds goes through the tokens of a text and keeps what is open.
type yamlBounds struct {
	columns []int // of the mappings and sequences that are open, outermost first; 0 stands for one in brackets
	members []int // how many keys each of them has
	missing int   // values that are left out
}

// tooMuch tells, without reading the text in earnest, whether that would take
// too long: where, and why; message is "" when it would not.
func (y *yamlReader) tooMuch(tokens token.Tokens) (at text.Span, message string) {
	var b yamlBounds
	for i, t := range tokens {
		if t.Position == nil {
			continue
		}
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			b.columns, b.members = append(b.columns, 0), append(b.members, 0)
		case token.MappingEndType, token.SequenceEndType:
			b.pop(0)
		case token.SequenceEntryType:
			b.entry(t, t, following(tokens, i))
		case token.MappingValueType:
			if i > 0 && tokens[i-1].Position != nil {
				b.entry(tokens[i-1], t, following(tokens, i))
			}
		}
		switch n := len(b.columns); {
		case n > MaxDepth:
			return y.within(text.At(y.offset(t))), "The document is nested too deep."
		case n > 0 && b.members[n-1] > maxYAMLMembers:
			return y.within(text.At(y.offset(t))), fmt.Sprintf("This mapping has more than %d keys.", maxYAMLMembers)
		}
	}
	if b.missing*len(tokens) > maxYAMLMoves {
		return text.Span{}, "The document leaves out too many values."
	}
	return text.Span{}, ""
}

// following is the token after one, comments aside; nil at the end.
func following(tokens token.Tokens, i int) *token.Token {
	for i++; i < len(tokens); i++ {
		if tokens[i].Type != token.CommentType && tokens[i].Position != nil {
			return tokens[i]
		}
	}
	return nil
}

// entry counts a key or a dash, which head is the first token of and mark the
// last.
func (b *yamlBounds) entry(head, mark, next *token.Token) {
	n, column := len(b.columns), head.Position.Column
	if n > 0 && b.columns[n-1] == 0 {
		b.members[n-1]++ // in brackets columns mean nothing
		return
	}
	b.pop(column + 1)
	if n = len(b.columns); n == 0 || b.columns[n-1] != column {
		b.columns, b.members = append(b.columns, column), append(b.members, 0)
		n++
	}
	if mark.Type == token.MappingValueType {
		b.members[n-1]++
	}
	left := next == nil || next.Position.Line > mark.Position.Line && next.Position.Column <= column
	if left && (next == nil || mark.Type == next.Type || next.Type != token.SequenceEntryType) {
		b.missing++
	}
}

// pop closes what is open from a column on, up to the innermost bracket; 0
// closes that bracket too.
func (b *yamlBounds) pop(column int) {
	for n := len(b.columns); n > 0; n-- {
		inner := b.columns[n-1]
		if column > 0 && inner < column {
			return
		}
		b.columns, b.members = b.columns[:n-1], b.members[:n-1]
		if column == 0 && inner == 0 {
			return
		}
	}
}
