package layout

import "github.com/stateboard/stateboard/asl/graph"

// Options are the measures of a layout. A zero field takes its default, so the
// zero Options is the house style.
type Options struct {
	// Measure returns the width in world units of one line of text at a size
	// in world units and a weight (400 or 600). Nil estimates it.
	Measure func(text string, size float64, weight int) float64

	NodeWidth, NodeHeight float64 // of a state: 208, 52
	Mark                  float64 // diameter of the start and end marks: 24
	Header                float64 // height of a container's header: 34
	Pad                   float64 // from a container's border to what is inside: 20
	GapX, GapY            float64 // between neighbours: 40, 36
	Lane                  float64 // between parallel lines: 16
	LabelSize             float64 // type size of labels: 11.5
	LabelHeight, LabelPad float64 // of a label's pill; pad left and right: 22, 10
	LabelRunes            int     // longer labels are shortened: 26

	Collapsed map[graph.ID]bool // containers drawn as one card, what is inside them not at all
}

func (o Options) withDefaults() Options {
	for _, f := range []struct {
		field *float64
		value float64
	}{
		{&o.NodeWidth, 208}, {&o.NodeHeight, 52}, {&o.Mark, 24}, {&o.Header, 34}, {&o.Pad, 20},
		{&o.GapX, 40}, {&o.GapY, 36}, {&o.Lane, 16},
		{&o.LabelSize, 11.5}, {&o.LabelHeight, 22}, {&o.LabelPad, 10},
	} {
		if *f.field == 0 {
			*f.field = f.value
		}
	}
	if o.LabelRunes == 0 {
		o.LabelRunes = 26
	}
	if o.Measure == nil {
		o.Measure = estimate
	}
	return o
}

// estimate is the width of text in an average sans serif face.
func estimate(text string, size float64, _ int) float64 {
	n := 0
	for range text {
		n++
	}
	return float64(n) * size * 0.55
}
