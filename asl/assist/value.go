package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// values offers what can be the value at the caret.
func (c *completer) values() {
	f := c.frames.inner()
	field := c.fieldAt(f)
	if field == nil && f.role != machineRole && f.field == nil {
		return
	}
	if c.expression(f, field) {
		return
	}
	if field == nil {
		return
	}
	listed := f.node.Is(syntax.Array) || c.dash
	switch {
	case len(field.Values) > 0:
		c.enumerated(f, field)
	case field.Form == catalog.FormStateName:
		c.states(f)
	case field.Form == catalog.FormErrors && listed:
		c.errors(f)
	case field.Form == catalog.FormErrors:
		c.offer(Item{Label: "States.ALL", Kind: KindError, Help: catalog.ErrorOf("States.ALL").Help}, c.valueText(marked(`["States.ALL"]`)))
		c.offer(Item{Label: "a list", Kind: KindSnippet, Again: true}, c.valueText(marked(`["▮"]`)))
	case field.Form == catalog.FormResource:
		c.resources(f, field)
	case field.Types == catalog.Boolean:
		c.booleans(field)
	default:
		c.startValue(f, field)
	}
}

// fieldAt is the field whose value the caret is on: itself a field of the
// object around, or the one that the list around is the value of.
func (c *completer) fieldAt(f *frame) *catalog.Field {
	if f.node.Is(syntax.Object) && !c.dash {
		return f.shape.Field(c.key)
	}
	if f.depth == 0 && f.items == nil {
		return f.field
	}
	return nil
}

func (c *completer) enumerated(f *frame, field *catalog.Field) {
	if field.Name == "Type" {
		for i := range catalog.StateKinds {
			k := &catalog.StateKinds[i]
			c.offer(Item{Label: k.Name, Kind: KindValue, Detail: k.Does, Help: k.Help}, c.stringText(k.Name))
		}
		return
	}
	for i, v := range field.Values {
		detail := ""
		if i == 0 && len(field.Values) > 1 && !field.Required {
			detail = "unless you say otherwise"
		}
		c.offer(Item{Label: v, Kind: KindValue, Detail: detail, Help: field.Help}, c.stringText(v))
	}
}

func (c *completer) booleans(field *catalog.Field) {
	c.offer(Item{Label: "true", Kind: KindValue, Help: field.Help}, c.valueText(value.True))
	if field.Name != "End" {
		c.offer(Item{Label: "false", Kind: KindValue, Help: field.Help}, c.valueText(value.False))
	}
}

// startValue offers what the field begins with, where nothing stands yet.
func (c *completer) startValue(f *frame, field *catalog.Field) {
	if c.token != nil || c.dash {
		return
	}
	v := c.starter(f, field)
	if text := unmarked(v.JSON()); text != `""` && text != "{}" && text != "[]" {
		c.offer(Item{Label: clip(text, 60), Kind: KindSnippet, Help: field.Help, Again: caretInText(v)}, c.valueText(v))
	}
}

// states offers the states of the machine: the one written next first, then
// those that nothing leads to, then the others, the state itself last.
func (c *completer) states(f *frame) {
	machine := c.frames.machine()
	if machine == nil {
		return
	}
	states := machine.node.Get("States")
	if !states.Is(syntax.Object) {
		return
	}
	var own *syntax.Node
	if s := c.frames.state(); s != nil {
		own = s.node
	}
	reached := map[string]bool{}
	if len(states.Members()) <= 400 {
		eachTarget(machine.node, func(n *syntax.Node) {
			if n != c.token {
				reached[n.Text] = true
			}
		})
	}
	follows := false
	for i := range states.Members() {
		m := &states.Members()[i]
		score, fits := c.list.fits(m.Key.Text)
		if !fits {
			follows = m.Value == own
			continue
		}
		if len(c.list.kept) >= 4*maxItems && score <= words {
			c.list.left++
			continue
		}
		switch {
		case m.Value == own:
			score--
		case follows:
			score += 3
		case len(states.Members()) <= 400 && !reached[m.Key.Text]:
			score += 2
		}
		follows = m.Value == own
		c.put(score, Item{Label: m.Key.Text, Kind: KindState, Detail: m.Value.Get("Type").StringText(), Help: m.Value.Get("Comment").StringText()}, c.stringText(m.Key.Text))
	}
}

// errors offers error names: the language's, those of what the state calls,
// and those that the machine's Fail states raise.
func (c *completer) errors(f *frame) {
	taken := map[string]bool{}
	for _, item := range f.node.Items() {
		if item != c.token {
			taken[item.StringText()] = true
		}
	}
	put := func(name, detail, help string) {
		if name != "" && !taken[name] {
			taken[name] = true
			c.offer(Item{Label: name, Kind: KindError, Detail: detail, Help: help}, c.stringText(name))
		}
	}
	state := c.frames.state()
	resource := ""
	if state != nil {
		resource = state.node.Get("Resource").StringText()
	}
	calls := strings.Contains(resource, ":lambda:")
	for _, e := range catalog.Errors {
		if (calls || !strings.HasPrefix(e.Name, "Lambda.")) && (strings.HasSuffix(resource, ":http:invoke") || !strings.HasPrefix(e.Name, "States.Http.")) {
			put(e.Name, "", e.Help)
		}
	}
	for _, e := range serviceErrors(resource) {
		put(e.Name, "", e.Help)
	}
	if state != nil {
		c.raised(state.node, func(name string) { put(name, "raised inside", "A Fail state inside of this one ends with this error.") })
	}
	if machine := c.frames.machine(); machine != nil {
		mentioned(machine.node, func(n *syntax.Node) {
			if n != c.token {
				put(n.StringText(), "named elsewhere", "")
			}
		})
	}
}

// raised visits the errors that Fail states inside of a state end with.
func (c *completer) raised(state *syntax.Node, visit func(string)) {
	machines := state.Get("Branches")
	var inner []*syntax.Node
	if machines.Is(syntax.Array) {
		inner = machines.Items()
	}
	inner = append(inner[:len(inner):len(inner)], state.Get("ItemProcessor"), state.Get("Iterator"))
	for _, m := range inner {
		states := m.Get("States")
		if states == nil {
			continue
		}
		for i := range states.Members() {
			if s := states.Members()[i].Value; s.Get("Type").StringText() == "Fail" {
				if name := s.Get("Error").StringText(); !strings.HasPrefix(name, "{%") {
					visit(name)
				}
			}
		}
	}
}

// mentioned visits the error names in Retry and Catch of a machine's states.
func mentioned(machine *syntax.Node, visit func(*syntax.Node)) {
	states := machine.Get("States")
	if states == nil {
		return
	}
	for i := range states.Members() {
		for j := range states.Members()[i].Value.Members() {
			m := &states.Members()[i].Value.Members()[j]
			if m.Key.Text != "Retry" && m.Key.Text != "Catch" {
				continue
			}
			for _, entry := range m.Value.Items() {
				if errors := entry.Get("ErrorEquals"); errors.Is(syntax.Array) {
					for _, e := range errors.Items() {
						visit(e)
					}
				}
			}
		}
	}
}
