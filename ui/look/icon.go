package look

import (
	"embed"
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

//go:embed icons/*.svg
var drawings embed.FS

// Icon names one of the drawings in icons/, all on a 16 by 16 field.
type Icon string

// The icons of controls. Kinds of states and their statuses are drawn by the
// scene; KindIcon lends the kinds to lists and forms.
const (
	NoIcon       Icon = ""
	Play         Icon = "play"
	Stop         Icon = "stop"
	Pause        Icon = "pause"
	StepBack     Icon = "step-back"
	StepOn       Icon = "step-on"
	ToStart      Icon = "to-start"
	ToEnd        Icon = "to-end"
	ChevronDown  Icon = "chevron-down"
	ChevronUp    Icon = "chevron-up"
	ChevronRight Icon = "chevron-right"
	ChevronLeft  Icon = "chevron-left"
	Close        Icon = "close"
	Search       Icon = "search"
	Plus         Icon = "plus"
	Minus        Icon = "minus"
	More         Icon = "more"
	Check        Icon = "check"
	Warn         Icon = "warn"
	Info         Icon = "info"
	Person       Icon = "person"
	Undo         Icon = "undo"
	Redo         Icon = "redo"
	Copy         Icon = "copy"
	Trash        Icon = "trash"
	Fit          Icon = "fit"
	Folder       Icon = "folder"
	Clock        Icon = "clock"
	Link         Icon = "link"
)

// Resource is the drawing in one colour. Resources of one name are equal to
// Fyne's cache, so the name carries the colour.
func (i Icon) Resource(c color.NRGBA) fyne.Resource {
	name := fmt.Sprintf("%s-%02x%02x%02x%02x.svg", i, c.R, c.G, c.B, c.A)
	if r, ok := inked[name]; ok {
		return r
	}
	ink := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	body := strings.ReplaceAll(i.drawing(), "currentColor", ink)
	if c.A != 0xff {
		body = strings.Replace(body, "<svg ", fmt.Sprintf(`<svg opacity="%.3f" `, float64(c.A)/255), 1)
	}
	r := fyne.NewStaticResource(name, []byte(body))
	inked[name] = r
	return r
}

func (i Icon) drawing() string {
	if g, ok := glyphs[i]; ok {
		return trace(g)
	}
	src, err := drawings.ReadFile("icons/" + string(i) + ".svg")
	if err != nil {
		panic("look: no drawing for icon " + string(i))
	}
	return string(src)
}

// inked is bounded by icons times colours of two palettes. Main goroutine.
var inked = map[string]fyne.Resource{}

// glyph is an icon on screen that can change drawing and colour.
type glyph struct {
	image *canvas.Image
	icon  Icon
	ink   color.NRGBA
}

func newGlyph() *glyph {
	g := &glyph{image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	g.image.ScaleMode = canvas.ImageScaleFastest
	g.image.Hide()
	return g
}

func (g *glyph) set(i Icon, c color.NRGBA) {
	if g.icon == i && g.ink == c {
		return
	}
	g.icon, g.ink = i, c
	if i == NoIcon {
		g.image.Hide()
		return
	}
	g.image.Resource = i.Resource(c)
	g.image.Show()
	g.image.Refresh()
}

func (g *glyph) place(x, y, size float32) {
	g.image.Move(fyne.NewPos(x, y))
	g.image.Resize(fyne.NewSquareSize(size))
}
