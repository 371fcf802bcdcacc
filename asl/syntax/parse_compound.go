package syntax

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

func (p *parser) object(parent *Node, depth int, old *Node) *Node {
	n := p.node(Object, p.i, parent)
	members, items := len(p.members), len(p.items)
	twins := p.twins(old, n)
	p.i++
	comma := -1
	for {
		p.space()
		if p.at(']') && p.mismatched(n) {
			continue
		}
		if p.i >= len(p.src) || p.at(']') {
			p.unclosed(n, "}")
			break
		}
		if p.at('}') {
			p.trailing(comma, "}")
			p.i++
			p.quiet = false
			break
		}
		if p.at(',') {
			p.fail(text.Span{Start: p.i, End: p.i + 1}, CodeJSON, "There is a comma too many.", "Remove it.", removal(p.i))
			p.i++
			continue
		}
		if !p.sameMember(n, &twins) && !p.member(n, depth, &twins) {
			continue
		}
		comma = p.separator('}')
	}
	n.Span.End = p.i
	p.duplicates(p.members[members:])
	p.hold(n, members, items)
	return n
}

// mismatched tells, at a ] inside an object, that no array is open which it
// could close; it is then passed over with a complaint.
func (p *parser) mismatched(n *Node) bool {
	for up := n.Parent; up != nil; up = up.Parent {
		if up.Kind == Array {
			return false
		}
	}
	p.fail(text.Span{Start: p.i, End: p.i + 1}, CodeJSON, "This ] closes nothing.", "Remove it or write }.", removal(p.i))
	p.i++
	return true
}

func (p *parser) unclosed(n *Node, closer string) {
	at := p.i
	open := text.New(p.src[:n.Span.Start]).LineCount()
	p.fail(text.At(at), CodeJSON, fmt.Sprintf("The %q of line %d is not closed.", p.src[n.Span.Start:n.Span.Start+1], open), "Write "+closer+" here.",
		diag.Fix{Title: "Insert " + closer, Edits: []text.Edit{text.Insert(at, closer)}})
}

func (p *parser) trailing(comma int, closer string) {
	if comma >= 0 {
		p.fail(text.Span{Start: comma, End: comma + 1}, CodeJSON, fmt.Sprintf("A comma before %s is not allowed.", closer), "Remove it.", removal(comma))
	}
}

func removal(at int) diag.Fix {
	return diag.Fix{Title: "Remove it", Edits: []text.Edit{text.Delete(text.Span{Start: at, End: at + 1})}}
}

// member reads one key with its value into n; false when what stands there is
// no key, which is then passed over.
func (p *parser) member(n *Node, depth int, twins *twins) bool {
	key := p.key(n)
	if key == nil {
		return false
	}
	p.space()
	if !p.at(':') {
		p.fail(text.At(key.Span.End), CodeJSON, "A colon should follow the key.", "Write : and the value.")
		p.members = append(p.members, Member{key, p.invalidAt(key.Span.End, n)})
		return true
	}
	p.i++
	if at := p.i; p.keyFollows() {
		p.fail(text.At(at), CodeJSON, "A value is missing.", "Write the value and a comma.")
		p.members = append(p.members, Member{key, p.invalidAt(at, n)})
		return true
	}
	p.space()
	value := p.value(n, depth+1, p.twin(twins))
	p.members = append(p.members, Member{key, value})
	return true
}

// keyFollows tells, where a value should be, that the next line begins with
// another key instead.
func (p *parser) keyFollows() bool {
	rest := strings.TrimLeft(p.src[p.i:], " \t\r")
	if !strings.HasPrefix(rest, "\n") {
		return false
	}
	rest = strings.TrimLeft(rest, " \t\r\n")
	if !strings.HasPrefix(rest, `"`) {
		return false
	}
	for i := 1; i < len(rest) && rest[i] != '\n'; i++ {
		switch rest[i] {
		case '\\':
			i++
		case '"':
			return strings.HasPrefix(strings.TrimLeft(rest[i+1:], " \t"), ":")
		}
	}
	return false
}

func (p *parser) invalidAt(offset int, parent *Node) *Node {
	n := p.node(Invalid, offset, parent)
	n.Span = text.At(offset)
	return n
}

// key reads a key; one without or with single quotes is taken with a
// complaint.
func (p *parser) key(n *Node) *Node {
	switch c := p.src[p.i]; {
	case c == '"':
		return p.str(n)
	case c == '\'':
		return p.singleQuoted(n)
	case wordByte(c):
		start := p.i
		for p.i < len(p.src) && wordByte(p.src[p.i]) {
			p.i++
		}
		span := text.Span{Start: start, End: p.i}
		word := p.src[start:p.i]
		p.fail(span, CodeJSON, fmt.Sprintf("The key %s must be in double quotes.", clip(word)), "Put it in double quotes.", diag.Fix{Title: "Put it in double quotes", Edits: []text.Edit{text.Replace(span, value.Quote(word))}})
		key := p.node(String, start, n)
		key.Text = word
		return key
	}
	start := p.i
	for p.i < len(p.src) && p.src[p.i] != '"' && p.src[p.i] != '}' && p.src[p.i] != '\n' {
		p.i++
	}
	p.i = max(p.i, start+1)
	p.fail(text.Span{Start: start, End: p.i}, CodeJSON, "A key in double quotes should be here.", "Write \"Key\": value.")
	return nil
}

func (p *parser) array(parent *Node, depth int, old *Node) *Node {
	n := p.node(Array, p.i, parent)
	members, items := len(p.members), len(p.items)
	twins := p.twins(old, n)
	p.i++
	comma := -1
	for {
		p.space()
		if p.i >= len(p.src) || p.at('}') {
			p.unclosed(n, "]")
			break
		}
		if p.at(']') {
			p.trailing(comma, "]")
			p.i++
			p.quiet = false
			break
		}
		if p.at(',') {
			p.fail(text.Span{Start: p.i, End: p.i + 1}, CodeJSON, "There is a comma too many.", "Remove it.", removal(p.i))
			p.i++
			continue
		}
		if p.sameItem(n, &twins) {
			comma = p.separator(']')
			continue
		}
		before := p.i
		item := p.value(n, depth+1, p.twin(&twins))
		p.items = append(p.items, item)
		if p.i == before && !p.stopped {
			p.i++
		}
		comma = p.separator(']')
	}
	n.Span.End = p.i
	p.hold(n, members, items)
	return n
}

// separator reads the comma between members or items and returns its offset;
// -1 when the closer or the end follows, or when the comma is missing.
func (p *parser) separator(closer byte) int {
	end := p.i
	p.space()
	switch {
	case p.i >= len(p.src) || p.at('}') || p.at(']'):
		return -1
	case p.at(','):
		p.i++
		p.quiet = false
		return p.i - 1
	}
	c := p.src[p.i]
	if c == '"' || c == '{' || c == '[' || wordByte(c) {
		p.fail(text.At(end), CodeJSON, "A comma is missing.", "Write , here.", diag.Fix{Title: "Insert the comma", Edits: []text.Edit{text.Insert(end, ",")}})
		p.quiet = false
		return -1
	}
	start := p.i
	for p.i < len(p.src) && p.src[p.i] != ',' && p.src[p.i] != closer && p.src[p.i] != '\n' {
		p.i++
	}
	p.i = max(p.i, start+1)
	p.fail(text.Span{Start: start, End: p.i}, CodeJSON, fmt.Sprintf("%q should not be here.", clip(p.src[start:p.i])), fmt.Sprintf("Write a comma or %q.", string(closer)))
	if p.at(',') {
		p.i++
		return p.i - 1
	}
	return -1
}

// duplicates reports each key that came before in the same object.
func (p *parser) duplicates(members []Member) {
	report := func(key *Node) {
		quiet := p.quiet
		p.quiet = false
		p.fail(key.Span, CodeDuplicate, fmt.Sprintf("The key %q is here twice.", clip(key.Text)), "Rename or remove one of them.")
		p.quiet = quiet
	}
	if len(members) <= 12 {
		for i := range members {
			for j := range i {
				if members[j].Key.Text == members[i].Key.Text {
					report(members[i].Key)
					break
				}
			}
		}
		return
	}
	seen := make(map[string]bool, len(members))
	for _, m := range members {
		if seen[m.Key.Text] {
			report(m.Key)
		}
		seen[m.Key.Text] = true
	}
}
