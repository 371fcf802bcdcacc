package scene

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/canvas/geom"
)

// This file defines the text form of a scene that golden tests compare: one line
// per item in drawing order, then one per target. Numbers have at most two
// decimals.

// Dump returns the scene as text.
func (s *Scene) Dump() string {
	var b strings.Builder
	fmt.Fprintf(&b, "scene %s background %s\n", rect(s.Bounds), hex(s.Background))
	for _, it := range s.Items {
		b.WriteString(dumpItem(it))
		b.WriteByte('\n')
	}
	for _, t := range s.Targets {
		b.WriteString("target " + t.String() + "\n")
	}
	return b.String()
}

func dumpItem(it Item) string {
	var w []string
	add := func(f string, a ...any) { w = append(w, fmt.Sprintf(f, a...)) }
	switch it := it.(type) {
	case *Box:
		add("box %s", rect(it.Rect))
		if it.Radius > 0 {
			add("r=%s", num(it.Radius))
		}
		if it.Fill.A > 0 {
			add("fill=%s", hex(it.Fill))
		}
		if it.Width > 0 {
			add("stroke=%s/%s", hex(it.Stroke), num(it.Width))
		}
		if it.Dash[0] > 0 {
			add("dash=%s,%s", num(it.Dash[0]), num(it.Dash[1]))
		}
		if it.HaloWidth > 0 {
			add("halo=%s/%s", hex(it.Halo), num(it.HaloWidth))
		}
	case *Path:
		add("path")
		for _, p := range it.Points {
			add("%s,%s", num(p.X), num(p.Y))
		}
		add("stroke=%s/%s", hex(it.Stroke), num(it.Width))
		if it.Dash[0] > 0 {
			add("dash=%s,%s", num(it.Dash[0]), num(it.Dash[1]))
		}
		if it.Head > 0 {
			add("head=%s", num(it.Head))
		}
	case *Text:
		add("text %s,%s %q %s/%d %s", num(it.At.X), num(it.At.Y), it.Text, num(it.Size), it.Weight, hex(it.Color))
		if it.Anchor != Start {
			add("%s", [...]string{"start", "middle", "end"}[it.Anchor])
		}
		if it.Full != "" {
			add("full=%q", it.Full)
		}
	case *Icon:
		add("icon %s %s %s", rect(it.Rect), it.Glyph, hex(it.Color))
	case *Dots:
		add("dots every %s size %s %s", num(it.Step), num(it.Size), hex(it.Color))
	}
	if z := it.Zooms(); z != (Zooms{}) {
		add("zoom=%s..", num(z.From))
		if z.Below > 0 {
			w[len(w)-1] += num(z.Below)
		}
	}
	return strings.Join(w, " ")
}

func rect(r geom.Rect) string {
	return num(r.X) + "," + num(r.Y) + " " + num(r.W) + "x" + num(r.H)
}

func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func hex(c color.NRGBA) string {
	if c.A == 0xFF {
		return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02X%02X%02X%02X", c.R, c.G, c.B, c.A)
}
