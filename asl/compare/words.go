package compare

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/asl/value"
)

// This file defines how changes are said to people.

// Words are the changes, one a line. Each begins with a mark: + for what is
// new, - for what is gone, ~ for what is different.
func (c *Changes) Words() []string {
	var lines []string
	for i := range c.Machine {
		lines = append(lines, "~ The flow "+c.Machine[i].words(nil, nil)+".")
	}
	for i := range c.States {
		lines = append(lines, c.States[i].words()...)
	}
	return lines
}

func (s *State) words() []string {
	switch s.Kind {
	case Added:
		return []string{"+ " + described(s.New) + " is new."}
	case Removed:
		return []string{"- " + described(s.Old) + " is gone."}
	}
	var lines []string
	name := quoted(s.New.Base().Name)
	if s.Renamed() {
		lines = append(lines, "~ "+quoted(s.Old.Base().Name)+" is called "+name+" now.")
	}
	if s.Moved {
		lines = append(lines, "~ "+name+" stands "+where(s.New)+" now, and stood "+where(s.Old)+".")
	}
	for _, line := range s.onward() {
		lines = append(lines, "~ "+name+" "+line+".")
	}
	return lines
}

func described(s asl.State) string {
	text := quoted(s.Base().Name)
	if t := s.Base().Type; t != "" {
		text += " (" + t + ")"
	}
	if s.Base().Scope.Owner != nil {
		text += ", " + where(s) + ","
	}
	return text
}

// where is the machine that a state is in.
func where(s asl.State) string {
	owner := s.Base().Scope.Owner
	switch owner := owner.(type) {
	case nil:
		return "in the flow itself"
	case *asl.Parallel:
		if len(owner.Branches) > 1 {
			return fmt.Sprintf("in branch %d of %s", s.Base().Scope.Index+1, quoted(owner.Name))
		}
	}
	return "in " + quoted(owner.Base().Name)
}

// onward are the words of all fields, with Next and End as one.
func (s *State) onward() []string {
	var lines []string
	var next, end *Field
	for i := range s.Fields {
		switch f := &s.Fields[i]; f.Pointer {
		case "/Next":
			next = f
		case "/End":
			end = f
		default:
			lines = append(lines, f.words(s.Old, s.New))
		}
	}
	switch {
	case next == nil && end == nil:
	case next != nil && next.Kind == Changed:
		lines = append(lines, "goes on to "+shown(next.New)+" instead of "+shown(next.Old))
	case next != nil && next.Kind == Added && end != nil:
		lines = append(lines, "goes on to "+shown(next.New)+" instead of ending")
	case next != nil && next.Kind == Removed && end != nil:
		lines = append(lines, "ends instead of going on to "+shown(next.Old))
	case next != nil && next.Kind == Added:
		lines = append(lines, "goes on to "+shown(next.New))
	case next != nil:
		lines = append(lines, "does not go on to "+shown(next.Old))
	default:
		lines = append(lines, end.plain("End"))
	}
	return lines
}

// words are what one field's change comes to, to stand behind a name.
func (f *Field) words(old, new asl.State) string {
	steps := strings.Split(strings.TrimPrefix(f.Pointer, "/"), "/")
	for i, s := range steps {
		steps[i] = strings.ReplaceAll(strings.ReplaceAll(s, "~1", "/"), "~0", "~")
	}
	switch {
	case f.Pointer == "/StartAt":
		return "starts with " + shown(f.New) + " instead of " + shown(f.Old)
	case f.Pointer == "/ItemProcessor/StartAt":
		return "starts with " + shown(f.New) + " for each item, instead of " + shown(f.Old)
	case f.Pointer == "/Default" && f.Kind == Changed:
		return "goes to " + shown(f.New) + " otherwise, instead of " + shown(f.Old)
	case f.Pointer == "/Type":
		return "is a " + plain(f.New) + " now, and was a " + plain(f.Old)
	}
	names := map[string]string{"Choices": "rule", "Catch": "catcher", "Retry": "retrier", "Branches": "branch"}
	name := names[steps[0]]
	if name == "" || len(steps) == 1 {
		return f.plain(strings.Join(steps, "/"))
	}
	ordinal := 0
	fmt.Sscan(steps[1], &ordinal)
	item := fmt.Sprintf("%s %d", name, ordinal+1)
	switch {
	case len(steps) == 2 && f.Kind == Added:
		return "has a new " + item + said(new, f, f.New)
	case len(steps) == 2 && f.Kind == Removed:
		return "has lost its " + item + said(old, f, f.Old)
	case len(steps) == 3 && steps[0] == "Branches" && steps[2] == "StartAt":
		return "starts its " + item + " with " + shown(f.New) + " instead of " + shown(f.Old)
	case len(steps) == 3 && steps[2] == "Next" && f.Kind == Changed:
		return fmt.Sprintf("leads by its %s%s to %s instead of %s", item, said(new, &Field{Pointer: "/" + steps[0] + "/" + steps[1]}, value.Absent), shown(f.New), shown(f.Old))
	}
	return f.plain(strings.Join(steps[2:], "/") + " of " + item)
}

// said is what a rule or catcher is about, in parentheses.
func said(s asl.State, f *Field, v value.Value) string {
	words := ""
	n := s.Base().Node.Find(f.Pointer)
	if c, is := s.(*asl.Choice); is && n != nil {
		for _, r := range c.Rules() {
			if r.Node == n {
				words = graph.RuleWords(r)
			}
		}
	}
	if words == "" && n != nil {
		var names []string
		for _, item := range n.Get("ErrorEquals").Value().Items() {
			names = append(names, item.Str())
		}
		words = strings.Join(names, ", ")
	}
	if words != "" {
		words = " (" + words + ")"
	}
	if next := v.Get("Next").Str(); next != "" {
		words += " to " + quoted(next)
	}
	return words
}

// plain are the words of a field that means nothing special.
func (f *Field) plain(name string) string {
	switch f.Kind {
	case Added:
		return "has " + name + " now: " + shown(f.New)
	case Removed:
		return "has no " + name + " any more; it was " + shown(f.Old)
	}
	return "has another " + name + ": " + shown(f.New) + " instead of " + shown(f.Old)
}

func quoted(name string) string { return "“" + name + "”" }

// shown is a value as a sentence quotes it.
func shown(v value.Value) string {
	if s, is := v.AsString(); is {
		return quoted(short(s, 80))
	}
	return short(v.JSON(), 80)
}

func plain(v value.Value) string {
	if s, is := v.AsString(); is {
		return s
	}
	return "state without Type"
}

func short(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
