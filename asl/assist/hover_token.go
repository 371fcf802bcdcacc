package assist

import (
	"strings"

	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/intrinsic"
	"github.com/stateboard/stateboard/asl/jsonata"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
)

// tokenOf is the token at the offset of a string, by offsets into the source,
// with its text.
func (s *spot) tokenOf(d dialect) (token, string) {
	in := inner(s.src, s.node)
	content := s.src[in.Start:in.End]
	var quote byte
	if quotedAt(s.src, s.node.Span.Start) {
		quote = s.src[s.node.Span.Start]
	}
	var found token
	at := s.offset - in.Start
	scan(d, content, quote, func(t token) bool {
		if t.start <= at && at <= t.end && t.end > t.start {
			found = t
			return at >= t.end && t.end < len(content) // the next one may begin here
		}
		return t.start <= at
	})
	words := found.text(content)
	found.start, found.end, found.root = found.start+in.Start, found.end+in.Start, found.root+in.Start
	return found, words
}

// describeToken says what the part of an expression is that stands at the
// offset.
func (s *spot) describeToken(d dialect, samples Samples) (Info, bool) {
	t, words := s.tokenOf(d)
	span := text.Span{Start: t.start, End: t.end}
	switch {
	case words == "" || t.kind == literalToken:
		if s.field != nil {
			return describeField(s.frames.inner(), s.field), true
		}
		return Info{}, false
	case t.kind == nameToken:
		for i := range intrinsic.Functions {
			if f := &intrinsic.Functions[i]; f.Name == words {
				return Info{Span: span, Title: "Intrinsic function", Signature: f.Signature, Text: f.Help + "\nExample: " + f.Example}, true
			}
		}
		return Info{}, false
	}
	if t.end == t.root && d == jsonataDialect && len(words) > 1 {
		if f := functionOf(words[1:]); f != nil && s.called(t.end) {
			return Info{Span: span, Title: "JSONata function", Signature: f.Signature, Text: f.Help}, true
		}
	}
	info := s.describePath(d, words, samples)
	info.Span = span
	return info, true
}

func functionOf(name string) *jsonata.Function {
	for i := range jsonata.Functions {
		if jsonata.Functions[i].Name == name {
			return &jsonata.Functions[i]
		}
	}
	return nil
}

// called tells whether an opening parenthesis follows.
func (s *spot) called(end int) bool {
	return strings.HasPrefix(strings.TrimLeft(s.src[end:], " \t"), "(")
}

func (s *spot) describePath(d dialect, path string, samples Samples) Info {
	root, steps := splitPath(path)
	info := Info{Title: path}
	context := root == "$$" || root == "$states" && len(steps) > 0 && steps[0] == "context"
	switch {
	case context:
		if root == "$states" {
			steps = steps[1:]
		}
		info.Text = "A part of the context object, which tells of the execution and the state."
		for _, n := range catalog.Context {
			if n.Name == strings.Join(steps, ".") {
				info.Text = n.Help
			}
		}
		return info
	case root == "$states" && len(steps) > 0:
		for _, n := range statesNames {
			if n.Name == steps[0] && len(steps) == 1 {
				info.Text = n.Help
			}
		}
	case root == "$states":
		info.Text = "What the state knows: input, result, errorOutput and context."
	case root == "$" && d != jsonataDialect && len(steps) == 0:
		info.Text = "All of the data: the state's input, or the result where a result is reshaped."
	case len(root) > 1 && len(steps) == 0:
		return s.describeVariable(root[1:], samples)
	}
	e := &expression{completer: &completer{place: &place{frames: s.frames, key: s.key}, samples: samples}, frame: s.frames.inner(), field: s.field, dialect: d}
	if v, real := e.dataAt(path); real {
		info.Signature = sampleText(v)
		if info.Text == "" && !v.IsAbsent() {
			info.Text = "As the last rehearsal had it."
		}
		if v.IsAbsent() {
			info.Text = "The last rehearsal had nothing there."
		}
	}
	if info.Text == "" {
		info.Text = pathWords(root, steps)
	}
	return info
}

func sampleText(v value.Value) string {
	if v.IsAbsent() {
		return ""
	}
	const most = 400
	return clip(v.Indent("  "), most)
}

// pathWords says in words where a path leads.
func pathWords(root string, steps []string) string {
	where := "the data"
	switch {
	case root == "$states":
		where = "the state's " + steps[0]
		steps = steps[1:]
	case len(root) > 1:
		where = "the variable " + root[1:]
	}
	if len(steps) == 0 {
		return "All of " + where + "."
	}
	return strings.Join(steps, ".") + " in " + where + "."
}

// describeVariable says where a variable is set.
func (s *spot) describeVariable(name string, samples Samples) Info {
	info := Info{Title: "$" + name + ", a variable"}
	machine := resolve(s.frames, name)
	if machine == nil {
		info.Text = "Nothing sets it."
		return info
	}
	var states []string
	eachAssigned(machine, func(v variable) bool {
		if v.name == name && !contains(states, v.state) {
			states = append(states, v.state)
		}
		return true
	})
	info.Text = "Set in " + listed(states) + "."
	if v, seen := samples[s.frames.inner().path].Variables[name]; seen {
		info.Signature = sampleText(v)
	}
	return info
}
