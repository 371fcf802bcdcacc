package assist

import (
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
)

// dataAt is the data at a path, and whether it is real: seen in a rehearsal.
// Otherwise it is made of the paths that the machine mentions, with null for
// every value.
func (e *expression) dataAt(path string) (v value.Value, real bool) {
	sample := e.samples[e.frame.path]
	root, steps := splitPath(path)
	switch {
	case root == "$" && (e.topField() == "ResultSelector" || e.topField() == "Assign" && !sample.Result.IsAbsent()):
		v = sample.Result
	case root == "$":
		v = sample.Input
	case root == "$states" && len(steps) > 0:
		switch steps[0] {
		case "input":
			v = sample.Input
		case "result":
			v = sample.Result
		case "errorOutput":
			v = sample.Error
			if v.IsAbsent() {
				v = value.Object(value.M("Error", value.Null), value.M("Cause", value.Null))
				return walk(v, steps[1:]), false
			}
		}
		steps = steps[1:]
	case len(root) > 1 && root != "$$":
		v = sample.Variables[root[1:]]
	}
	if real = !v.IsAbsent(); real {
		return walk(v, steps), true
	}
	if machine := e.frames.machine(); machine != nil {
		v = mentions(machine.node, strings.TrimSuffix(root+"."+strings.Join(splitRoot(path), "."), "."))
	}
	return walk(v, steps), false
}

// splitRoot are the first steps of a $states path that belong to its root.
func splitRoot(path string) []string {
	root, steps := splitPath(path)
	if root == "$states" && len(steps) > 0 {
		return steps[:1]
	}
	return nil
}

// walk follows names and numbers; a name asked of a list is asked of its first
// item, which is what wildcards and JSONata come to.
func walk(v value.Value, steps []string) value.Value {
	for _, s := range steps {
		if v.Kind() == value.ArrayKind {
			if i, err := strconv.Atoi(s); err == nil {
				v = v.At(i)
				continue
			}
			v = v.At(0)
			if s == "*" {
				continue
			}
		}
		v = v.Get(s)
	}
	if v.Kind() == value.ArrayKind {
		if first := v.At(0); first.Kind() == value.ObjectKind {
			return first
		}
	}
	return v
}

// splitPath takes a path apart: its root ($, $$, $name), and its steps as
// names and numbers. Filters count as any item.
func splitPath(path string) (root string, steps []string) {
	sc := scanner{s: path}
	if path == "" || path[0] != '$' {
		return "", nil
	}
	sc.i++
	if strings.HasPrefix(path, "$$") {
		sc.i++
	} else {
		sc.word(false)
	}
	root = path[:sc.i]
	for sc.i < len(path) {
		switch path[sc.i] {
		case '.':
			sc.i++
			start := sc.i
			if sc.i < len(path) && (path[sc.i] == '*' || path[sc.i] == '`') {
				quote := path[sc.i] == '`'
				sc.i++
				if quote {
					sc.until("`")
				}
			} else {
				sc.word(false)
			}
			if name := strings.Trim(path[start:sc.i], "`"); name != "" {
				steps = append(steps, name)
			}
		case '[':
			start := sc.i
			sc.bracket()
			steps = append(steps, bracketStep(path[start:sc.i]))
		default:
			return root, steps
		}
	}
	return root, steps
}

func bracketStep(s string) string {
	inner := strings.Trim(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"), " ")
	if len(inner) >= 2 && (inner[0] == '\'' || inner[0] == '"') && inner[len(inner)-1] == inner[0] {
		return strings.ReplaceAll(inner[1:len(inner)-1], `\`, "")
	}
	if _, err := strconv.Atoi(inner); err == nil {
		return inner
	}
	return "*"
}

// Bounds of what is read to find the paths that a machine mentions.
const (
	maxVisits   = 6000
	maxMentions = 300
)

// mentions builds a value out of the paths below a root that the strings of a
// machine mention.
func mentions(machine *syntax.Node, root string) value.Value {
	t := &mention{}
	left, paths := maxVisits, maxMentions
	first, deeper := splitPath(root)
	var visit func(n *syntax.Node)
	visit = func(n *syntax.Node) {
		if left--; left < 0 || paths < 0 || n == nil {
			return
		}
		for i := range n.Members() {
			visit(n.Members()[i].Value)
		}
		for _, item := range n.Items() {
			visit(item)
		}
		if n.Kind != syntax.String || !strings.Contains(n.Text, "$") || strings.HasPrefix(n.Text, "${") {
			return
		}
		d := payloadDialect
		if strings.HasPrefix(n.Text, "{%") {
			d = jsonataDialect
		}
		scan(d, n.Text, 0, func(tok token) bool {
			if tok.kind == pathToken && tok.end > tok.root {
				r, steps := splitPath(tok.text(n.Text))
				if r == first && len(steps) > len(deeper) && (len(deeper) == 0 || steps[0] == deeper[0]) {
					t.add(steps[len(deeper):])
					paths--
				}
			}
			return paths >= 0
		})
	}
	if states := machine.Get("States"); states != nil {
		visit(states)
	}
	return t.value()
}

// mention is a tree of names in the order they came.
type mention struct {
	names []string
	below map[string]*mention
}

func (t *mention) add(steps []string) {
	for _, s := range steps {
		if s == "*" || s[0] >= '0' && s[0] <= '9' {
			continue // lists are as good as their items here
		}
		next := t.below[s]
		if next == nil {
			if next = (&mention{}); t.below == nil {
				t.below = map[string]*mention{}
			}
			t.below[s] = next
			t.names = append(t.names, s)
		}
		t = next
	}
}

func (t *mention) value() value.Value {
	if len(t.names) == 0 {
		return value.Null
	}
	members := make([]value.Member, len(t.names))
	for i, name := range t.names {
		members[i] = value.M(name, t.below[name].value())
	}
	return value.Object(members...)
}
