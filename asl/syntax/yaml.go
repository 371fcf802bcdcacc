package syntax

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	yamlparser "github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// CodeYAML is the code of a text that is not YAML.
const CodeYAML = "INVALID_YAML_DESCRIPTION"

// ParseYAML reads YAML into the same tree as Parse reads JSON: mappings are
// objects, sequences arrays, plain scalars what YAML's core schema makes of
// them. An alias is its anchor's value at the alias's place; a merge key adds
// the members that the mapping lacks. Always a tree; Errors says what is
// wrong.
func ParseYAML(src string) *Tree {
	tree := &Tree{Source: src}
	y := newYAMLReader(tree)
	defer y.settle()
	fail := func(span text.Span, message, advice string) *Tree {
		tree.Errors = append(tree.Errors, diag.Diagnostic{Code: CodeYAML, Severity: diag.Error, Span: span, Message: message, Advice: advice})
		return tree
	}
	if len(src) > maxYAML {
		return fail(text.Span{}, fmt.Sprintf("The YAML document has more than %d MB.", maxYAML>>20), "Split it, or convert it to JSON.")
	}
	if !utf8.ValidString(y.src.String()) {
		return fail(y.badUTF8(), "This is not YAML: a character here is not encoded in UTF-8.", "Save the file in UTF-8.")
	}
	tokens := y.tokens()
	if span, message := y.tooMuch(tokens); message != "" {
		tree.Errors = append(tree.Errors, diag.Diagnostic{Code: CodeDepth, Severity: diag.Error, Span: span, Message: message, Advice: "Flatten or split it, or convert it to JSON."})
		return tree
	}
	file, err := parseYAMLTokens(tokens)
	if err != nil {
		return fail(y.within(yamlErrorSpan(y.src, err)), "This is not YAML: "+yamlReason(err)+".", "Correct the text here; mind the indentation.")
	}
	for _, doc := range file.Docs {
		if doc.Body == nil || isDirective(doc.Body) {
			continue
		}
		if tree.Root != nil {
			return fail(y.within(text.At(y.offset(doc.Body.GetToken()))), "The file holds a second YAML document.", "Keep one state machine in one file.")
		}
		tree.Root = y.node(doc.Body, nil, 0)
	}
	if tree.Root == nil && len(tree.Errors) == 0 {
		return fail(text.At(y.src.Len()), "The document is empty.", "Start with StartAt and States.")
	}
	return tree
}

// badUTF8 is the first byte of a text that is not UTF-8.
func (y *yamlReader) badUTF8() text.Span {
	for i, r := range y.src.String() {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(y.src.String()[i:]); n == 1 {
				return text.Span{Start: i, End: i + 1}
			}
		}
	}
	return text.Span{}
}

// isDirective tells whether a part of a file is a line such as "%YAML 1.2".
func isDirective(body ast.Node) bool {
	_, is := body.(*ast.DirectiveNode)
	return is
}

// parseYAMLTokens keeps a panic of the library, which reads hostile text, from
// ending the program.
func parseYAMLTokens(tokens token.Tokens) (file *ast.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			file, err = nil, fmt.Errorf("it cannot be read (%v)", r)
		}
	}()
	return yamlparser.Parse(tokens, 0, yamlparser.AllowDuplicateMapKey())
}

func yamlReason(err error) string {
	var syntax *yaml.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Message
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return first
}

func yamlErrorSpan(t text.Text, err error) text.Span {
	var syntax *yaml.SyntaxError
	if errors.As(err, &syntax) && syntax.Token != nil && syntax.Token.Position != nil {
		at := t.Offset(text.Position{Line: syntax.Token.Position.Line, Column: syntax.Token.Position.Column})
		return text.Span{Start: at, End: t.LineSpan(syntax.Token.Position.Line).End}
	}
	return text.Span{}
}

// yamlReader makes a tree of what the library read. The library counts lines
// ended by CR LF wrongly, and so it is given a text with LF alone; all spans
// are of that text until settle puts them right.
type yamlReader struct {
	src     text.Text // with LF alone and no byte order mark
	tree    *Tree
	anchors map[string]ast.Node
	inAlias int // depth of aliases being read
	at      text.Span
	count   int
	last    place
	tags    map[int][]int // line -> columns of its tags: the library puts what follows each one too far left
}

// mark is the byte order mark that some editors begin a file with.
const mark = "\uFEFF"

func newYAMLReader(tree *Tree) *yamlReader {
	return &yamlReader{tree: tree, src: text.New(strings.ReplaceAll(strings.TrimPrefix(tree.Source, mark), "\r\n", "\n")), anchors: map[string]ast.Node{}}
}

// each calls f for every node, keys included.
func (t *Tree) each(f func(*Node)) {
	if t.Root != nil {
		t.Root.each(f)
	}
}

func (n *Node) each(f func(*Node)) {
	f(n)
	for _, m := range n.Members() {
		f(m.Key)
		m.Value.each(f)
	}
	for _, item := range n.Items() {
		item.each(f)
	}
}

func (y *yamlReader) make(kind Kind, span text.Span, parent *Node) *Node {
	if y.inAlias > 0 {
		span = y.at
	}
	return &Node{Kind: kind, Span: y.within(span), Parent: parent}
}

// Comment is a comment of a YAML document.
type Comment struct {
	Span text.Span // from the # to the end of the line
	Text string    // what follows the #, without blanks around it
	Own  bool      // nothing but blanks stands before it on its line
}

// Comments are the comments of a YAML document that has no errors.
func Comments(src string) []Comment {
	y := newYAMLReader(&Tree{Source: src})
	plain, original := y.src.String(), y.original()
	var list []Comment
	for _, t := range y.tokens() {
		if t.Type != token.CommentType || t.Position == nil {
			continue
		}
		at := y.offset(t)
		line := y.src.LineSpan(y.src.LineAt(at))
		if at >= y.src.Len() || plain[at] != '#' { // the library is off by a few after a block scalar's header
			i := strings.LastIndex(plain[line.Start:line.End], "#"+t.Value)
			if i < 0 {
				continue
			}
			at = line.Start + i
		}
		list = append(list, Comment{original(text.Span{Start: at, End: line.End}), strings.TrimSpace(plain[at+1 : line.End]), strings.TrimSpace(plain[line.Start:at]) == ""})
	}
	return list
}

func (y *yamlReader) node(n ast.Node, parent *Node, depth int) *Node {
	if y.count++; depth > MaxDepth || y.count > maxYAMLNodes {
		if y.count <= maxYAMLNodes+1 {
			y.count = maxYAMLNodes + 2
			y.tree.Errors = append(y.tree.Errors, diag.Diagnostic{Code: CodeDepth, Severity: diag.Error, Span: text.At(y.offset(n.GetToken())), Message: "The document is nested too deep or its aliases make it too large.", Advice: "Flatten it."})
		}
		return y.make(Invalid, text.At(y.offset(n.GetToken())), parent)
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		return y.mapping(n.Start, n.Values, parent, depth)
	case *ast.MappingValueNode:
		return y.mapping(n.Key.GetToken(), []*ast.MappingValueNode{n}, parent, depth)
	case *ast.SequenceNode:
		return y.sequence(n, parent, depth)
	case *ast.AnchorNode:
		if n.Name != nil {
			y.anchors[n.Name.GetToken().Value] = n.Value
		}
		return y.node(n.Value, parent, depth)
	case *ast.AliasNode:
		return y.alias(n, parent, depth)
	case *ast.TagNode:
		tagged := y.node(n.Value, parent, depth)
		if n.Start != nil && n.Start.Value == "!!str" && len(tagged.Members())+len(tagged.Items()) == 0 && tagged.Kind != Object && tagged.Kind != Array {
			if tok := n.Value.GetToken(); tagged.Kind != String && tok != nil {
				tagged.Kind, tagged.Text = String, tok.Value
			}
		}
		return tagged
	case *ast.LiteralNode:
		span := y.scalarSpan(n.Start)
		if y.inAlias == 0 {
			span.End = max(span.End, y.literalEnd(n))
		}
		s := y.make(String, span, parent)
		s.Text = n.Value.Value
		return s
	}
	return y.scalar(n, parent)
}

func (y *yamlReader) mapping(start *token.Token, values []*ast.MappingValueNode, parent *Node, depth int) *Node {
	at := y.offset(start)
	if len(values) > 0 {
		if first := y.offset(values[0].Key.GetToken()); start == nil || start.Type != token.MappingStartType {
			at = first
		}
	}
	n := y.make(Object, text.At(at), parent)
	end := at
	has := map[string]bool{}
	var merged []*Node
	for _, v := range values {
		if v.Key.IsMergeKey() {
			merged = append(merged, y.node(v.Value, n, depth+1))
			continue
		}
		member := Member{Key: y.key(v.Key, n)}
		member.Value = y.node(v.Value, n, depth+1)
		if member.Value.Kind == Null && member.Value.Span.Empty() && y.inAlias == 0 {
			member.Value.Span = text.At(member.Key.Span.End)
		}
		if has[member.Key.Text] && y.inAlias == 0 {
			y.tree.Errors = append(y.tree.Errors, diag.Diagnostic{Code: CodeDuplicate, Severity: diag.Error, Span: member.Key.Span, Message: fmt.Sprintf("The key %q is here twice.", clip(member.Key.Text)), Advice: "Rename or remove one of them."})
		}
		has[member.Key.Text] = true
		n.AddMember(member)
		end = max(end, member.Value.Span.End, member.Key.Span.End)
	}
	for _, m := range merged {
		n.merge(m, has)
		end = max(end, m.Span.End)
	}
	if y.inAlias == 0 {
		if start != nil && start.Type == token.MappingStartType {
			end = y.closer(end, '}')
		}
		n.Span = y.within(text.Span{Start: n.Span.Start, End: end})
	}
	return n
}

// merge adds the members of a mapping, or of each mapping of a sequence, that
// a mapping lacks.
func (n *Node) merge(from *Node, has map[string]bool) {
	for _, item := range from.Items() {
		if item.Kind == Object {
			n.merge(item, has)
		}
	}
	for _, member := range from.Members() {
		if !has[member.Key.Text] {
			member.Key.Parent, member.Value.Parent = n, n
			has[member.Key.Text] = true
			n.AddMember(member)
		}
	}
}

func (y *yamlReader) key(n ast.MapKeyNode, parent *Node) *Node {
	var inner ast.Node = n
	if k, ok := n.(*ast.MappingKeyNode); ok {
		inner = k.Value
	}
	k := y.make(String, y.scalarSpan(inner.GetToken()), parent)
	k.Text = inner.GetToken().Value
	return k
}

func (y *yamlReader) sequence(n *ast.SequenceNode, parent *Node, depth int) *Node {
	at := y.offset(n.Start)
	s := y.make(Array, text.At(at), parent)
	end := at + 1
	for _, v := range n.Values {
		item := y.node(v, s, depth+1)
		s.AddItem(item)
		end = max(end, item.Span.End)
	}
	if y.inAlias == 0 {
		if n.IsFlowStyle {
			end = y.closer(end, ']')
		}
		s.Span = y.within(text.Span{Start: s.Span.Start, End: end})
	}
	return s
}

func (y *yamlReader) alias(n *ast.AliasNode, parent *Node, depth int) *Node {
	name := n.Value.GetToken().Value
	span := y.scalarSpan(n.Start)
	span.End = max(span.End, y.offset(n.Value.GetToken())+len(name))
	span = y.within(span)
	target := y.anchors[name]
	if target == nil {
		y.tree.Errors = append(y.tree.Errors, diag.Diagnostic{Code: CodeYAML, Severity: diag.Error, Span: span, Message: fmt.Sprintf("No anchor is named %q before this alias.", name), Advice: fmt.Sprintf("Write &%s before the value it stands for.", name)})
		return y.make(Invalid, span, parent)
	}
	if y.inAlias == 0 {
		y.at = span
	}
	y.inAlias++
	made := y.node(target, parent, depth+1)
	y.inAlias--
	return made
}

func (y *yamlReader) scalar(n ast.Node, parent *Node) *Node {
	tok := n.GetToken()
	s := y.make(String, y.scalarSpan(tok), parent)
	if tok == nil {
		s.Kind = Null
		return s
	}
	s.Text = tok.Value
	switch n := n.(type) {
	case *ast.NullNode:
		s.Kind, s.Text = Null, "null"
		if tok.Value == "" || tok.Type == token.MappingValueType || tok.Type == token.ImplicitNullType {
			s.Span = text.At(s.Span.Start)
		}
	case *ast.BoolNode:
		s.Kind, s.Text = Bool, "false"
		if n.Value {
			s.Text = "true"
		}
	case *ast.IntegerNode, *ast.FloatNode:
		s.Kind = Number
		if l := value.NumberLength(tok.Value); l == 0 || l != len(tok.Value) {
			s.Text = fmt.Sprint(n.(ast.ScalarNode).GetValue())
		}
	case *ast.StringNode:
		s.Text = n.Value
		if tok.Type == token.StringType {
			s.Text = strings.TrimRight(n.Value, " \t\n") // the library may leave blanks at a line's end
		}
		if tok.Type == token.StringType && value.NumberLength(n.Value) == len(n.Value) && n.Value != "" {
			s.Kind = Number // such as 1e5, and integers of any length
		}
		if strings.HasPrefix(n.Value, "${") && strings.HasSuffix(n.Value, "}") && tok.Type == token.StringType && strings.Count(n.Value, "${") == 1 {
			s.Kind = Placeholder
		}
	}
	return s
}
