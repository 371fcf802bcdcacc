package syntax

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"github.com/stateboard/stateboard/asl/text"
)

// This file defines where things of a YAML text stand. The library tells lines
// and columns, and is off in a few known ways that are put right here.

// place is an offset with its line and column, both from 1.
type place struct{ line, column, offset int }

// settle turns the spans of the tree and of its errors into spans of the
// document as it is.
func (y *yamlReader) settle() {
	if y.src.Len() == len(y.tree.Source) {
		return
	}
	original := y.original()
	y.tree.each(func(n *Node) { n.Span = original(n.Span) })
	for i := range y.tree.Errors {
		y.tree.Errors[i].Span = original(y.tree.Errors[i].Span)
	}
}

// original turns spans of src into spans of the document as it is.
func (y *yamlReader) original() func(text.Span) text.Span {
	var cut []int // offsets in src of the LFs that a CR stood before
	at := 0
	source, marked := strings.CutPrefix(y.tree.Source, mark)
	before := 0
	if marked {
		before = len(mark)
	}
	for line := range strings.SplitSeq(source, "\r\n") {
		at += len(line)
		cut = append(cut, at)
		at++
	}
	return func(s text.Span) text.Span {
		return text.Span{Start: before + s.Start + sort.SearchInts(cut, s.Start), End: before + s.End + sort.SearchInts(cut, s.End)}
	}
}

func (y *yamlReader) offset(t *token.Token) int {
	if t == nil || t.Position == nil {
		return 0
	}
	if y.inAlias > 0 {
		return y.at.Start
	}
	p := *t.Position
	if tags := y.tags[p.Line]; len(tags) > 0 {
		p.Column += sort.SearchInts(tags, p.Column)
	}
	if p.Line != y.last.line || p.Column < y.last.column || p.Column < 1 {
		y.last = place{p.Line, 1, y.src.LineSpan(p.Line).Start}
	}
	// The columns of one line are asked for from left to right; a long line is
	// not counted from its start each time.
	rest := y.src.String()[y.last.offset:]
	for y.last.column < p.Column && rest != "" && rest[0] != '\n' {
		_, n := utf8.DecodeRuneInString(rest)
		rest = rest[n:]
		y.last.offset += n
		y.last.column++
	}
	return y.last.offset
}

// within keeps a span inside the text, whatever the library's tokens say.
func (y *yamlReader) within(s text.Span) text.Span {
	end := max(0, min(s.End, y.src.Len()))
	return text.Span{Start: max(0, min(s.Start, end)), End: end}
}

// closer is the offset past the bracket that closes a flow collection whose
// last part ends at end.
func (y *yamlReader) closer(end int, bracket byte) int {
	end = min(end, y.src.Len())
	for rest := y.src.String()[end:]; rest != ""; {
		switch {
		case rest[0] == bracket:
			return y.src.Len() - len(rest) + 1
		case rest[0] == '#':
			i := strings.IndexByte(rest, '\n')
			if i < 0 {
				return end
			}
			rest = rest[i:]
		default:
			rest = rest[1:]
		}
	}
	return end
}

// scalarSpan is where a token stands, quotes included.
func (y *yamlReader) scalarSpan(t *token.Token) text.Span {
	at := y.offset(t)
	if t == nil {
		return text.At(at)
	}
	written := strings.TrimRight(strings.TrimLeft(t.Origin, " \t\r\n"), " \t\r\n")
	at = y.found(at, written)
	switch t.Type {
	case token.SingleQuoteType, token.DoubleQuoteType:
		if i := strings.IndexByte("'\"", firstByte(y.src.String(), at)); i < 0 {
			return text.Span{Start: at, End: min(at+len(t.Value), y.src.Len())}
		}
		return text.Span{Start: at, End: y.closingQuote(at)}
	}
	return text.Span{Start: at, End: y.endOf(at, written)}
}

// closingQuote is where a text in quotes ends that begins at an offset. What
// the library says was written has some escapes in it replaced already.
func (y *yamlReader) closingQuote(at int) int {
	src := y.src.String()
	quote := src[at]
	for i := at + 1; i < len(src); i++ {
		switch {
		case src[i] == '\\' && quote == '"':
			i++
		case src[i] == quote && quote == '\'' && firstByte(src, i+1) == quote:
			i++
		case src[i] == quote:
			return i + 1
		}
	}
	return len(src)
}

// endOf is where a token ends that begins at an offset. The library leaves out
// blanks at the ends of its inner lines.
func (y *yamlReader) endOf(at int, written string) int {
	if src := y.src.String(); !strings.HasPrefix(src[at:], written) && strings.Contains(written, "\n") {
		last := strings.TrimSpace(written[strings.LastIndexByte(written, '\n'):])
		line := y.src.LineSpan(y.src.LineAt(at) + strings.Count(written, "\n"))
		if i := strings.Index(src[line.Start:line.End], last); i >= 0 && line.Start > at {
			return line.Start + i + len(last)
		}
	}
	return min(at+len(written), y.src.Len())
}

// found is where on its line the first line of a token stands that is said to
// be at an offset: blanks at the line's end mislead the library.
func (y *yamlReader) found(at int, written string) int {
	src := y.src.String()
	first, _, _ := strings.Cut(written, "\n")
	first = strings.TrimRight(first, " \t")
	if y.inAlias > 0 || strings.HasPrefix(src[at:], first) {
		return at
	}
	line := y.src.LineSpan(y.src.LineAt(at))
	if i := strings.LastIndex(src[line.Start:min(line.End, at+len(first))], first); i >= 0 {
		return line.Start + i
	}
	return at
}

func firstByte(s string, at int) byte {
	if at < len(s) {
		return s[at]
	}
	return 0
}

// literalEnd is where a block scalar ends: the last line of its content, with
// the blank lines after it where the scalar keeps them ("|+").
func (y *yamlReader) literalEnd(n *ast.LiteralNode) int {
	header := y.src.LineAt(y.offset(n.Start))
	content := n.Value.Value
	least := -1 // how far in the content stands; -1 as long as no line has told
	end := y.src.LineSpan(header).End
	keeps := strings.Contains(n.Start.Value, "+")
	for line := header + 1; line <= y.src.LineCount(); line++ {
		span := y.src.LineSpan(line)
		written := y.src.Slice(span)
		in := len(written) - len(strings.TrimLeft(written, " "))
		switch {
		case strings.TrimSpace(written) == "" && (least >= 0 || keeps):
			if span.Start < y.src.Len() && (keeps || least >= 0 && len(written) > least) {
				end = span.End
			}
			continue
		case strings.TrimSpace(written) == "":
			continue
		case strings.TrimLeft(content, " \n") == "":
			return end
		case least < 0:
			first := strings.TrimLeft(content, "\n")
			least = max(0, in-(len(first)-len(strings.TrimLeft(first, " "))))
		}
		if in < least {
			break
		}
		end = span.End
	}
	return end
}

// tokens are those of the text.
func (y *yamlReader) tokens() token.Tokens {
	tokens := lexer.Tokenize(y.src.String())
	y.tags = map[int][]int{}
	for _, t := range tokens {
		if t.Type == token.TagType && t.Position != nil {
			y.tags[t.Position.Line] = append(y.tags[t.Position.Line], t.Position.Column)
		}
	}
	return tokens
}
