package rewrite

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// AddRetrier gives a Task, Parallel or Map one more retrier: for all errors,
// or where one for all is there already for a timeout, before it, since the
// one for all has to be the last.
func AddRetrier(doc *asl.Document, path string) (*Change, error) {
	s, err := troubled(doc, path, "try again")
	if err != nil {
		return nil, err
	}
	d := newDraft(doc)
	d.addHandler(s, "Retry", func(errors content) object {
		return fields(member("ErrorEquals", errors), member("IntervalSeconds", literal("1")), member("MaxAttempts", literal("3")), member("BackoffRate", literal("2")))
	})
	return d.finish("Add Retry", path)
}

// AddCatcher gives a Task, Parallel or Map one more catcher, which leads to a
// state of the same machine, see AddRule; its errors are as in AddRetrier.
func AddCatcher(doc *asl.Document, path, to string) (*Change, error) {
	s, err := troubled(doc, path, "catch errors")
	if err != nil {
		return nil, err
	}
	target, err := targetFor(s, to)
	if err != nil {
		return nil, err
	}
	d := newDraft(doc)
	d.addHandler(s, "Catch", func(errors content) object {
		return fields(member("ErrorEquals", errors), member("Next", quoted(target)))
	})
	return d.finish("Add Catch", path)
}

func troubled(doc *asl.Document, path, what string) (asl.State, error) {
	s, err := stateAt(doc, path)
	if err != nil {
		return nil, err
	}
	if !catches(s) {
		return nil, refuse("Only Task, Parallel and Map states can.", "%s cannot %s.", named(s.Base().Name), what)
	}
	return s, nil
}

func (d *draft) addHandler(s asl.State, field string, handler func(errors content) object) {
	list := s.Base().Field(field)
	if !list.Is(syntax.Array) {
		d.put(s.Base().Node, field, items(handler(items(quoted("States.ALL")))))
		return
	}
	last := len(list.Items()) - 1
	if last >= 0 && catchesAll(list.Items()[last]) {
		d.add(list, last-1, entry{value: handler(items(quoted("States.Timeout")))})
		return
	}
	d.append(list, handler(items(quoted("States.ALL"))))
}

func catchesAll(handler *syntax.Node) bool {
	names := handler.Get("ErrorEquals")
	return names.Is(syntax.Array) && len(names.Items()) == 1 && names.Items()[0].StringText() == "States.ALL"
}

// RemoveItem takes an item out of a state's Choices, Retry or Catch; the last
// one of Retry and Catch takes the field along.
func RemoveItem(doc *asl.Document, path, field string, index int) (*Change, error) {
	item, err := itemOf(doc, path, field, index)
	if err != nil {
		return nil, err
	}
	if field == "Choices" && len(item.Parent.Items()) == 1 {
		return nil, refuse("Change it, or delete the Choice.", "It is the only rule of %s, which needs one.", named(doc.State(path).Base().Name))
	}
	d := newDraft(doc)
	d.dropItem(item)
	return d.finish("Remove "+itemWords[field], path)
}

// MoveItem puts an item of a state's Choices, Retry or Catch at another index:
// their order is the order in which they are tried.
func MoveItem(doc *asl.Document, path, field string, from, to int) (*Change, error) {
	item, err := itemOf(doc, path, field, from)
	if err != nil {
		return nil, err
	}
	list := item.Parent.Items()
	to = max(0, min(to, len(list)-1))
	if last := len(list) - 1; field != "Choices" && (from == last || to == last) && from != to && catchesAll(list[last]) {
		return nil, refuse("Leave it there.", "What is for all errors has to be the last; nothing behind it would be used.")
	}
	d := newDraft(doc)
	step := 1
	if to < from {
		step = -1
	}
	for i := from; i != to; i += step {
		d.swap(list[i], list[i+step])
	}
	if from != to {
		d.swap(list[to], item)
	}
	return d.finish("Move "+itemWords[field], path)
}

// swap puts one node's text in another's place. The draft must have nothing
// else to do with either.
func (d *draft) swap(place, by *syntax.Node) { d.set(place, kept{by}) }

var itemWords = map[string]string{"Choices": "Rule", "Retry": "Retry", "Catch": "Catch"}

func itemOf(doc *asl.Document, path, field string, index int) (*syntax.Node, error) {
	s, err := stateAt(doc, path)
	if err != nil {
		return nil, err
	}
	list := s.Base().Field(field)
	if itemWords[field] == "" || !list.Is(syntax.Array) || index < 0 || index >= len(list.Items()) {
		return nil, refuse("", "%s has no %s number %d.", named(s.Base().Name), field, index+1)
	}
	return list.Items()[index], nil
}

// AddBranch gives a Parallel one more branch, with a Pass in it.
func AddBranch(doc *asl.Document, path string) (*Change, error) {
	s, err := stateAt(doc, path)
	if err != nil {
		return nil, err
	}
	p, ok := s.(*asl.Parallel)
	if !ok {
		return nil, refuse("Only a Parallel has.", "%s has no branches.", named(s.Base().Name))
	}
	name := namesOf(doc).free("Pass")
	pass := fields(member("Type", quoted("Pass")), member("End", literal("true")))
	branch := fields(member("StartAt", quoted(name)), member("States", fields(member(name, pass))))
	d := newDraft(doc)
	if branches := p.Field("Branches"); branches.Is(syntax.Array) {
		d.append(branches, branch)
	} else {
		d.put(p.Node, "Branches", items(branch))
	}
	return d.finish("Add Branch", inBranch(p, len(p.Branches))+name)
}

// RemoveBranch takes a branch out of a Parallel, with all that is in it.
func RemoveBranch(doc *asl.Document, path string, index int) (*Change, error) {
	s, err := stateAt(doc, path)
	if err != nil {
		return nil, err
	}
	p, ok := s.(*asl.Parallel)
	switch {
	case !ok || index < 0 || index >= len(p.Branches):
		return nil, refuse("", "%s has no branch %d.", named(s.Base().Name), index+1)
	case len(p.Branches) == 1:
		return nil, refuse("Delete it as a whole.", "It is the only branch of %s, which needs one.", named(s.Base().Name))
	}
	d := newDraft(doc)
	d.remove(p.Branches[index].Node)
	d.renumber()
	return d.finish("Remove Branch", path)
}
