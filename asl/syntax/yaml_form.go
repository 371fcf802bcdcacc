package syntax

import (
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/stateboard/stateboard/asl/text"
)

// Style is how a value of a YAML text is written.
type Style uint8

// The styles. Bare is a value that is left out.
const (
	Bare    Style = iota
	Plain         // a scalar without quotes
	Single        // in single quotes
	Double        // in double quotes
	Literal       // "|"
	Folded        // ">"
	Alias         // "*name"
	Flow          // in braces or brackets
	Block         // by indentation
)

// Form is a value of a YAML text as it is written: what Node does not tell,
// since there aliases are what they stand for and merge keys are gone.
type Form struct {
	Style   Style
	Kind    Kind      // of an Alias, Invalid
	Start   int       // where the value begins, anchor and tag included
	Span    text.Span // without anchor and tag
	Props   string    // "&name !tag", in the order of the text
	Text    string    // String: the decoded text
	Entries []FormEntry
	Odd     bool // an entry has a key that is more than one plain or quoted scalar
}

// FormEntry is a member or an item.
type FormEntry struct {
	Start int   // of the key or the dash; in brackets, of the item
	Key   *Form // nil in a sequence
	Value *Form
}

// YAMLForm is how a whole document is written.
type YAMLForm struct {
	Root     *Form
	Comments []Comment
	Head     int // where the line ends that "---" stands on; 0 where there is none
	Tail     int // where "..." begins; otherwise the length of the text
}

// FormOf is how a YAML text is written that ParseYAML reads without errors
// (keys may come twice), has LF for line ends and no byte order mark;
// otherwise nil.
func FormOf(src string) *YAMLForm {
	if !utf8.ValidString(src) {
		return nil
	}
	y := newYAMLReader(&Tree{Source: src})
	tokens := y.tokens()
	if _, message := y.tooMuch(tokens); message != "" || len(src) > maxYAML || y.src.Len() != len(src) {
		return nil
	}
	file, err := parseYAMLTokens(tokens)
	if err != nil {
		return nil
	}
	form := &YAMLForm{Comments: Comments(src), Tail: len(src)}
	for _, doc := range file.Docs {
		if doc.Start != nil {
			form.Head = y.src.LineSpan(doc.Start.Position.Line).End
		}
		switch {
		case doc.Body == nil || isDirective(doc.Body):
			continue
		case form.Root != nil:
			return nil
		}
		form.Root = y.form(doc.Body)
		if doc.End != nil {
			form.Tail = y.offset(doc.End)
		}
	}
	if form.Root == nil || form.Root.Start < form.Head {
		return nil
	}
	return form
}

// form is how a node is written.
func (y *yamlReader) form(n ast.Node) *Form {
	switch n := n.(type) {
	case nil:
		return &Form{}
	case *ast.AnchorNode:
		return y.withProps(n.Value, y.offset(n.Start), "&"+n.Name.GetToken().Value)
	case *ast.TagNode:
		return y.withProps(n.Value, y.offset(n.Start), n.Start.Value)
	case *ast.MappingNode:
		return y.mappingForm(n.Values, n.Start, n.End)
	case *ast.MappingValueNode:
		return y.mappingForm([]*ast.MappingValueNode{n}, nil, nil)
	case *ast.SequenceNode:
		f := &Form{Style: Block, Kind: Array, Start: y.offset(n.Start), Entries: make([]FormEntry, len(n.Values))}
		for i, v := range n.Values {
			value := y.form(v)
			f.Entries[i] = FormEntry{Start: value.Start, Value: value}
			if !n.IsFlowStyle {
				f.Entries[i].Start = y.offset(n.Entries[i].Start)
			}
		}
		return y.collectionForm(f, n.IsFlowStyle, n.End)
	case *ast.AliasNode:
		at := y.offset(n.Start)
		return &Form{Style: Alias, Start: at, Span: y.within(text.Span{Start: at, End: y.offset(n.Value.GetToken()) + len(n.Value.GetToken().Value)})}
	case *ast.LiteralNode:
		f := y.scalarForm(y.node(n, nil, 0), Literal)
		if strings.HasPrefix(n.Start.Value, ">") {
			f.Style = Folded
		}
		return f
	}
	scalar := y.node(n, nil, 0)
	style := Plain
	switch tok := n.GetToken(); {
	case tok != nil && tok.Type == token.SingleQuoteType:
		style = Single
	case tok != nil && tok.Type == token.DoubleQuoteType:
		style = Double
	case scalar.Span.Empty():
		style = Bare
	}
	return y.scalarForm(scalar, style)
}

func (y *yamlReader) scalarForm(n *Node, style Style) *Form {
	return &Form{Style: style, Kind: n.Kind, Start: n.Span.Start, Span: n.Span, Text: n.Text}
}

func (y *yamlReader) withProps(n ast.Node, start int, props string) *Form {
	f := y.form(n)
	f.Start = start
	f.Props = strings.TrimSpace(props + " " + f.Props)
	return f
}

func (y *yamlReader) mappingForm(values []*ast.MappingValueNode, start, end *token.Token) *Form {
	f := &Form{Style: Block, Kind: Object, Start: y.offset(start), Entries: make([]FormEntry, len(values))}
	for i, v := range values {
		key := v.Key.GetToken()
		k := y.scalarForm(y.key(v.Key, nil), Plain)
		switch {
		case key.Type == token.SingleQuoteType:
			k.Style = Single
		case key.Type == token.DoubleQuoteType:
			k.Style = Double
		}
		switch v.Key.(type) {
		case *ast.MappingKeyNode, *ast.AliasNode, *ast.AnchorNode, *ast.TagNode:
			f.Odd = true
		}
		f.Odd = f.Odd || strings.Contains(y.src.Slice(k.Span), "\n")
		value := y.form(v.Value)
		if value.Style == Bare && value.Props == "" {
			value.Start, value.Span = k.Span.End, text.At(k.Span.End)
		}
		f.Entries[i] = FormEntry{Start: k.Start, Key: k, Value: value}
	}
	inBraces := start != nil && start.Type == token.MappingStartType
	if !inBraces && len(values) > 0 {
		f.Start = f.Entries[0].Start
	}
	return y.collectionForm(f, inBraces, end)
}

func (y *yamlReader) collectionForm(f *Form, flow bool, closing *token.Token) *Form {
	end := f.Start
	if n := len(f.Entries); n > 0 {
		end = max(end, f.Entries[n-1].Value.Span.End)
	}
	if flow {
		f.Style = Flow
		end = max(end, y.offset(closing)+1)
	}
	f.Span = y.within(text.Span{Start: f.Start, End: end})
	return f
}
