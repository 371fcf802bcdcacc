package rewrite

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// maxName is the number of characters that the service allows in a state's
// name.
const maxName = 80

// names are the state names that are taken in a whole machine, where each may
// be used once.
type names map[string]bool

func namesOf(doc *asl.Document) names {
	taken := make(names, len(doc.States()))
	for _, s := range doc.States() {
		taken[s.Base().Name] = true
		if label := s.Base().Field("Label").StringText(); label != "" {
			taken[labelled+label] = true
		}
	}
	return taken
}

// labelled sets the labels of Map states, which may be used once as well,
// apart from names, which hold no control characters.
const labelled = "\x00"

// freeLabel takes a label and tells whether it was not in use.
func (t names) freeLabel(label string) bool {
	free := !t[labelled+label]
	t[labelled+label] = true
	return free
}

// free takes a name that is not in use: the wanted one, or it with a number,
// "Wait (2)". A number that is there already counts on.
func (t names) free(wanted string) string {
	if wanted == "" {
		wanted = "State"
	}
	if r := []rune(wanted); len(r) > maxName {
		wanted = string(r[:maxName])
	}
	name := wanted
	stem := wanted
	if i := strings.LastIndex(wanted, " ("); i > 0 && strings.HasSuffix(wanted, ")") && digits(wanted[i+2:len(wanted)-1]) {
		stem = wanted[:i]
	}
	for n := 2; t[name]; n++ {
		suffix := fmt.Sprintf(" (%d)", n)
		r := []rune(stem)
		name = string(r[:min(len(r), maxName-len(suffix))]) + suffix
	}
	t[name] = true
	return name
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// CanRename tells why a state cannot have a name: nil when it can. The reason
// is meant to be shown while the name is typed.
func CanRename(doc *asl.Document, path, name string) error {
	s, err := stateAt(doc, path)
	if err != nil {
		return err
	}
	if name == s.Base().Name {
		return nil
	}
	switch {
	case strings.TrimSpace(name) == "":
		return refuse("Type one.", "A state needs a name.")
	case utf8.RuneCountInString(name) > maxName:
		return refuse(fmt.Sprintf("Shorten it by %d.", utf8.RuneCountInString(name)-maxName), "A name may have at most %d characters.", maxName)
	case !utf8.ValidString(name) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' }):
		return refuse("Leave them out.", "A name cannot hold control characters.")
	}
	for _, other := range doc.States() {
		if other.Base().Name == name {
			return refuse("Choose another name.", "There is already a state %s in this machine.", named(name))
		}
	}
	return nil
}

// Rename gives a state another name, and everything that leads to it: StartAt,
// Next, Default, rules and catchers of its machine.
func Rename(doc *asl.Document, path, name string) (*Change, error) {
	if err := CanRename(doc, path, name); err != nil {
		return nil, err
	}
	s := doc.State(path)
	d := newDraft(doc)
	newPath := s.Base().Scope.Prefix + name
	if name != s.Base().Name {
		d.rename(s.Base().Key, name)
		for _, ref := range references(s.Base().Scope) {
			if ref.StringText() == s.Base().Name {
				d.set(ref, quoted(name))
			}
		}
		d.moved(s, newPath)
	}
	return d.finish("Rename "+named(s.Base().Name), newPath)
}

// references are all texts in a machine that name one of its states: those of
// its ways, and the Next of states that say they end as well.
func references(m *asl.Machine) []*syntax.Node {
	var list []*syntax.Node
	for _, w := range ways(m) {
		if w.ref != nil {
			list = append(list, w.ref)
		}
	}
	for _, s := range m.States {
		if next := s.Base().Next(); next != nil && asl.Ends(s) {
			list = append(list, next)
		}
	}
	return list
}
