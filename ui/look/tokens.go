package look

import (
	"image/color"

	"fyne.io/fyne/v2"

	"github.com/stateboard/stateboard/canvas/scene"
)

// The measures of the window, in Fyne units. Gaps are multiples of Grid.
const (
	Grid          float32 = scene.Unit
	Radius        float32 = scene.ControlRadius
	RowRadius     float32 = 6
	ControlHeight float32 = scene.ControlHeight
	IconSize      float32 = 16
	ChipSize      float32 = scene.ChipSize
	PanePadding   float32 = 14
)

// The type scale. Said is for sentences addressed to a person.
const (
	BodySize    float32 = scene.TextSize
	CaptionSize float32 = scene.SecondarySize
	SaidSize    float32 = scene.SpeechSize
	MonoSize    float32 = scene.MonoSize
)

// An Ink is a colour by its meaning, looked up when something is painted.
type Ink func(*Palette) color.NRGBA

// The inks of text and marks.
var (
	Plain     Ink = func(p *Palette) color.NRGBA { return p.Text }
	Secondary Ink = func(p *Palette) color.NRGBA { return p.Secondary }
	Faint     Ink = func(p *Palette) color.NRGBA { return p.Faint }
	Accent    Ink = func(p *Palette) color.NRGBA { return p.Accent }
	OnAccent  Ink = func(p *Palette) color.NRGBA { return p.OnAccent }
	Running   Ink = func(p *Palette) color.NRGBA { return p.Running }
	Waiting   Ink = func(p *Palette) color.NRGBA { return p.Waiting }
	Succeeded Ink = func(p *Palette) color.NRGBA { return p.Succeeded }
	Caught    Ink = func(p *Palette) color.NRGBA { return p.Caught }
	Failed    Ink = func(p *Palette) color.NRGBA { return p.Failed }
)

// Colors is the palette of the theme the application wears now.
func Colors() *Palette {
	if app := fyne.CurrentApp(); app != nil {
		s := app.Settings()
		if t, ok := s.Theme().(*Theme); ok {
			return t.palette(s.ThemeVariant())
		}
	}
	return &light
}

// Fill is the ground of a field that takes text: lifted out of a light panel,
// sunk into a dark one.
func Fill(p *Palette) color.NRGBA {
	if p.Dark {
		return p.Background
	}
	return p.Raised
}

// Veil is a colour at a share of its strength, from 0 to 1.
func Veil(c color.NRGBA, share float64) color.NRGBA { return scene.Fade(c, share) }

// Over is the opaque colour that top at a share of its strength shows on base.
func Over(base, top color.NRGBA, share float64) color.NRGBA { return scene.Mix(base, top, share) }
