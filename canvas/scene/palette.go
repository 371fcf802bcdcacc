package scene

import "image/color"

// Palette is the project's colour table: the tokens of one theme. A kind has one
// hue, a status has one colour, everywhere they are shown.
type Palette struct {
	Name string
	Dark bool

	Background, Panel, Raised, Hairline color.NRGBA
	Text, Secondary, Faint              color.NRGBA
	Accent, OnAccent                    color.NRGBA
	GridDot, Edge, Node, NodeLine       color.NRGBA
	Shadow                              color.NRGBA

	// Status.
	Running, Waiting, Succeeded, Caught, Failed, OnStatus color.NRGBA

	// Kinds. Succeed and Fail have the hues of Succeeded and Failed.
	Task, Choice, Parallel, Map, Wait, Pass color.NRGBA

	// The code view.
	JSONKey, JSONString, JSONNumber color.NRGBA
}

// Light is the palette of daylight.
var Light = Palette{
	Name:       "light",
	Background: rgb(0xF6F7F9), Panel: rgb(0xFFFFFF), Raised: rgb(0xF3F4F6), Hairline: rgb(0xE1E4E8),
	Text: rgb(0x1F2328), Secondary: rgb(0x5A636E), Faint: rgb(0x8C959F),
	Accent: rgb(0x4657D1), OnAccent: rgb(0xFFFFFF),
	GridDot: rgb(0xE1E5EA), Edge: rgb(0x8C959F), Node: rgb(0xFFFFFF), NodeLine: rgb(0xCDD3DA),
	Shadow:  color.NRGBA{0x1F, 0x23, 0x28, 0x1E},
	Running: rgb(0x1F6FEB), Waiting: rgb(0xB7791F), Succeeded: rgb(0x1A7F37), Caught: rgb(0xC2570C), Failed: rgb(0xCF222E),
	OnStatus: rgb(0xFFFFFF),
	Task:     rgb(0x0F8B80), Choice: rgb(0x7A3FC0), Parallel: rgb(0x0E7490), Map: rgb(0x4338CA), Wait: rgb(0xB4418E), Pass: rgb(0x5F6B7A),
	JSONKey: rgb(0x0B54AE), JSONString: rgb(0x1A7F37), JSONNumber: rgb(0xB35900),
}

// Dark is the palette of the evening.
var Dark = Palette{
	Name: "dark", Dark: true,
	Background: rgb(0x14161A), Panel: rgb(0x1B1E23), Raised: rgb(0x23272E), Hairline: rgb(0x2E333B),
	Text: rgb(0xE6E8EB), Secondary: rgb(0x9BA3AE), Faint: rgb(0x6B7480),
	Accent: rgb(0x8B9AF9), OnAccent: rgb(0x14161A),
	GridDot: rgb(0x262A31), Edge: rgb(0x6B7480), Node: rgb(0x1F2329), NodeLine: rgb(0x3A404A),
	Shadow:  color.NRGBA{0, 0, 0, 0x60},
	Running: rgb(0x58A6FF), Waiting: rgb(0xE3B341), Succeeded: rgb(0x3FB950), Caught: rgb(0xF0883E), Failed: rgb(0xF85149),
	OnStatus: rgb(0x14161A),
	Task:     rgb(0x3CC9BC), Choice: rgb(0xB48CF2), Parallel: rgb(0x45B8D6), Map: rgb(0x8B8CF5), Wait: rgb(0xE58BC6), Pass: rgb(0x9AA7B5),
	JSONKey: rgb(0x7EB6FF), JSONString: rgb(0x9ECE8F), JSONNumber: rgb(0xE8A46B),
}

// PaletteFor returns Dark or Light.
func PaletteFor(dark bool) Palette {
	if dark {
		return Dark
	}
	return Light
}

// Kind returns the hue of a state kind, by the name ASL gives it; an unknown
// kind is Secondary.
func (p Palette) Kind(kind string) color.NRGBA {
	switch kind {
	case "Task":
		return p.Task
	case "Choice":
		return p.Choice
	case "Parallel":
		return p.Parallel
	case "Map":
		return p.Map
	case "Wait":
		return p.Wait
	case "Pass":
		return p.Pass
	case "Succeed":
		return p.Succeeded
	case "Fail":
		return p.Failed
	}
	return p.Secondary
}

// Status returns the colour of a status; Idle is the hairline of a node.
func (p Palette) Status(s Status) color.NRGBA {
	switch s {
	case Running:
		return p.Running
	case Waiting:
		return p.Waiting
	case Succeeded:
		return p.Succeeded
	case Caught:
		return p.Caught
	case Failed:
		return p.Failed
	case Skipped:
		return p.Faint
	}
	return p.NodeLine
}

// Greyed returns the palette of a picture that is no longer true: the last good
// drawing of a text that is broken now. Every hue turns grey and everything moves
// half way towards the background; layout and marks stay legible.
func (p Palette) Greyed() Palette {
	q := p
	for _, c := range []*color.NRGBA{
		&q.Text, &q.Secondary, &q.Faint, &q.Edge, &q.NodeLine, &q.Hairline, &q.Accent,
		&q.Running, &q.Waiting, &q.Succeeded, &q.Caught, &q.Failed,
		&q.Task, &q.Choice, &q.Parallel, &q.Map, &q.Wait, &q.Pass,
	} {
		*c = Mix(grey(*c), p.Background, 0.45)
	}
	q.Node = Mix(q.Node, p.Background, 0.6)
	q.OnStatus = p.Background
	return q
}

// Mix returns the colour a share t of the way from a to b; 0 is a, 1 is b.
func Mix(a, b color.NRGBA, t float64) color.NRGBA {
	f := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + 0.5) }
	return color.NRGBA{f(a.R, b.R), f(a.G, b.G), f(a.B, b.B), f(a.A, b.A)}
}

// Fade returns c with its opacity multiplied by t, 0 to 1.
func Fade(c color.NRGBA, t float64) color.NRGBA {
	c.A = uint8(float64(c.A)*t + 0.5)
	return c
}

func grey(c color.NRGBA) color.NRGBA {
	y := uint8((299*int(c.R) + 587*int(c.G) + 114*int(c.B) + 500) / 1000)
	return color.NRGBA{y, y, y, c.A}
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xFF}
}
