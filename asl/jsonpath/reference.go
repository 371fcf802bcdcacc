package jsonpath

// Step is one step of a reference path: a name, or the index of an item.
type Step struct {
	Name    string // where Indexed is false
	Index   int    // where Indexed is true; negative ones count from the end
	Indexed bool
}

// Steps are the steps of a reference path in order; ok is false for other
// paths.
func (p *Path) Steps() (steps []Step, ok bool) {
	if !p.IsReference() {
		return nil, false
	}
	steps = make([]Step, len(p.steps))
	for i := range p.steps {
		if s := &p.steps[i]; s.kind == nameStep {
			steps[i].Name = s.names[0]
		} else {
			steps[i] = Step{Index: s.indexes[0], Indexed: true}
		}
	}
	return steps, true
}
