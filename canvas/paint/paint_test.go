package paint

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/geom"
	"github.com/stateboard/stateboard/canvas/layout"
	"github.com/stateboard/stateboard/canvas/scene"
	"pgregory.net/rapid"
)

func built(tb testing.TB, file string, change func(*scene.Input)) *scene.Scene {
	tb.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		tb.Fatal(err)
	}
	return builtText(string(data), change)
}

func builtText(text string, change func(*scene.Input)) *scene.Scene {
	g := graph.New(asl.ParseString(text).Machine)
	in := scene.Input{Graph: g, Layout: layout.Build(g, layout.Options{Measure: Measure}), Palette: scene.Light, Measure: Measure}
	if change != nil {
		change(&in)
	}
	return scene.Build(in)
}

func TestScaledIsExact(t *testing.T) {
	for v := range uint32(256) {
		for m := range uint32(256) {
			want := uint32(math.Round(float64(v) * float64(m) / 255))
			if got := scaled(v|v<<8|v<<16|v<<24, m); got != want|want<<8|want<<16|want<<24 {
				t.Fatalf("%d * %d/255: %08x, want %02x", v, m, got, want)
			}
		}
	}
}

func TestOverMatchesTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.Uint8()
		c := color.NRGBA{b.Draw(t, "r"), b.Draw(t, "g"), b.Draw(t, "b"), b.Draw(t, "a")}
		below := color.NRGBA{b.Draw(t, "r2"), b.Draw(t, "g2"), b.Draw(t, "b2"), b.Draw(t, "a2")}
		img := image.NewRGBA(image.Rect(0, 0, 1, 1))
		s := surfaceOf(img)
		s.over(0, inkOf(below))
		s.over(0, inkOf(c))
		got := img.RGBAAt(0, 0)
		a, a2 := float64(c.A)/255, float64(below.A)/255
		for i, pair := range [4][3]float64{
			{float64(c.R) * a, float64(below.R) * a2, float64(got.R)},
			{float64(c.G) * a, float64(below.G) * a2, float64(got.G)},
			{float64(c.B) * a, float64(below.B) * a2, float64(got.B)},
			{255 * a, 255 * a2, float64(got.A)},
		} {
			if want := pair[0] + pair[1]*(1-a); math.Abs(want-pair[2]) > 2 {
				t.Fatalf("channel %d: %v over %v gives %v, want %.1f", i, c, below, got, want)
			}
		}
		if got.R > got.A || got.G > got.A || got.B > got.A {
			t.Fatalf("%v is not premultiplied", got)
		}
	})
}

// TestFillExactCoversItsArea: the coverage of all pixels adds up to the area.
func TestFillExactCoversItsArea(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64Range(1, 18)
		x0, y0 := f.Draw(t, "x"), f.Draw(t, "y")
		w, h := rapid.Float64Range(0.05, 9).Draw(t, "w"), rapid.Float64Range(0.05, 9).Draw(t, "h")
		img := image.NewRGBA(image.Rect(0, 0, 32, 32))
		s := surfaceOf(img)
		s.fillExact(x0, y0, x0+w, y0+h, inkOf(color.NRGBA{A: 255}))
		var sum float64
		for i := 3; i < len(img.Pix); i += 4 {
			sum += float64(img.Pix[i]) / 255
		}
		// Where it lies within one pixel the two sides are blended one after the other.
		if math.Abs(sum-w*h) > 0.02*(w+h)+0.02 && w > 1 && h > 1 {
			t.Fatalf("%v at %v,%v covers %v", w*h, x0, y0, sum)
		}
	})
}

// TestFrameIsOpaque: the background leaves no hole and no pixel beyond it.
func TestFrameIsOpaque(t *testing.T) {
	s := built(t, "kinds.asl.json", nil)
	p := NewPainter()
	for _, zoom := range []float64{0.05, 0.21, 0.5, 1, 1.37, 4} {
		img := p.Frame(Viewport{Offset: geom.Pt(-51.3, -20.7), Zoom: zoom, W: 640, H: 480}, s)
		for i := 0; i < len(img.Pix); i += 4 {
			if img.Pix[i+3] != 255 {
				t.Fatalf("at %v: pixel %d has alpha %d", zoom, i/4, img.Pix[i+3])
			}
		}
	}
}

// TestPanningMovesPixels: a frame is the same picture wherever its borders cut it.
func TestPanningMovesPixels(t *testing.T) {
	s := built(t, "kinds.asl.json", func(in *scene.Input) {
		in.Status = map[graph.ID]scene.Status{"Prepare": scene.Running, "Cool off": scene.Caught, "Done": scene.Skipped}
		in.Pills = map[graph.ID]string{"Prepare": "2 retries"}
	})
	p, q := NewPainter(), NewPainter()
	const w, h = 900, 900
	for _, zoom := range []float64{0.5, 1, 2} {
		whole := Viewport{Offset: geom.Pt(-300, -40), Zoom: zoom, W: w, H: h}
		big := p.Frame(whole, s)
		rapid.Check(t, func(t *rapid.T) {
			dx, dy := rapid.IntRange(0, w-200).Draw(t, "dx"), rapid.IntRange(0, h-150).Draw(t, "dy")
			part := whole
			part.Offset, part.W, part.H = whole.World(float64(dx), float64(dy)), 200, 150
			img := q.Frame(part, s)
			for y := range 150 {
				got := img.Pix[y*img.Stride : y*img.Stride+800]
				o := big.PixOffset(dx, dy+y)
				for i, want := range big.Pix[o : o+800] {
					// Coverage is summed in floats: the last bit may come out otherwise.
					if d := int(got[i]) - int(want); d < -1 || d > 1 {
						t.Fatalf("zoom %v, %d,%d: row %d, byte %d is %d, want %d", zoom, dx, dy, y, i, got[i], want)
					}
				}
			}
		})
	}
}

func TestCachesAreBounded(t *testing.T) {
	s := built(t, "kinds.asl.json", nil)
	p := NewPainter()
	for i := range 400 {
		p.Frame(Viewport{Offset: geom.Pt(-100, 0), Zoom: 0.3 * math.Exp(float64(i)/160), W: 500, H: 400}, s)
	}
	for name, n := range map[string][2]int{
		"letters": {p.letters.len(), 2 * p.letters.limit}, "icons": {p.icons.len(), 2 * p.icons.limit},
		"corners": {p.corners.len(), 2 * p.corners.limit}, "heads": {p.heads.len(), 2 * p.heads.limit},
	} {
		if n[0] == 0 || n[0] > n[1] {
			t.Errorf("%s: %d entries, limit %d", name, n[0], n[1])
		}
	}
}

func TestMeasure(t *testing.T) {
	if w := Measure("Human review required?", scene.TextSize, 600); w > scene.NodeWidth-scene.NodePad-scene.ChipSize-scene.ChipGap-7 {
		t.Errorf("a name of 22 letters is %v wide and does not fit a node", w)
	}
	if a, b := Measure("Approve", 13, 400), Measure("Approve", 26, 400); math.Abs(2*a-b) > 1e-9 {
		t.Errorf("%v at 13, %v at 26", a, b)
	}
	if a, b := Measure("AVAVA", 100, 600), 3*Measure("A", 100, 600)+2*Measure("V", 100, 600); a >= b {
		t.Errorf("no kerning: %v and %v", a, b)
	}
	if Measure("日本", 12, 400) <= 0 {
		t.Error("a letter that no font has takes no room")
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, s := range []string{"a", "b", "Review approved?"} {
				Measure(s, 12, 600)
			}
		})
	}
	wg.Wait()
}

// TestLettersThatNoEmbeddedFontHas: they come from the system, or show a sign that
// something is missing; they never vanish.
func TestLettersThatNoEmbeddedFontHas(t *testing.T) {
	p := NewPainter()
	for _, text := range []string{"\u65e5", "\u05d0", "\u2603"} {
		l := p.set.line(text, semibold)
		if len(l.letters) != 1 || p.letter(l.letters[0], quarters(20), 0) == nil {
			t.Errorf("%q draws nothing: %v", text, l.letters)
		}
	}
}

const hostile = `{"StartAt":"a<b>&\"'\u0001\uffff]]>","States":{"a<b>&\"'\u0001\uffff]]>":{"Type":"Choice","Choices":[{"Variable":"$.x","StringEquals":"<script>\u0000😀","Next":"é😀日本\ud800"}]},"é😀日本\ud800":{"Type":"Pass","End":true}}}`

func TestExportsAreDeterministicAndWellFormed(t *testing.T) {
	for name, s := range map[string]*scene.Scene{
		"example": built(t, "account-application.asl.json", nil),
		"dark":    built(t, "kinds.asl.json", func(in *scene.Input) { in.Palette = scene.Dark }),
		"hostile": builtText(hostile, nil),
		"empty":   builtText(`{}`, nil),
	} {
		for format, write := range map[string]func(io.Writer, ...*scene.Scene) error{
			"svg": SVG, "pdf": PDF, "png": func(w io.Writer, s ...*scene.Scene) error { return PNG(w, 1, s...) },
		} {
			var a, b bytes.Buffer
			if err := errors.Join(write(&a, s, nil), write(&b, s)); err != nil {
				t.Fatalf("%s as %s: %v", name, format, err)
			}
			if !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Errorf("%s as %s: not the same bytes twice", name, format)
			}
			if format == "svg" {
				wellFormed(t, name, a.Bytes())
			}
		}
	}
}

func wellFormed(t *testing.T, name string, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

func TestSVGKeepsText(t *testing.T) {
	var b bytes.Buffer
	if err := SVG(&b, built(t, "account-application.asl.json", nil)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{">Human review required?</text>", ">Lambda · waits for a token</text>", `stroke-dasharray="5 4"`, `font-family="Inter,`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s", want)
		}
	}
}

func FuzzEscape(f *testing.F) {
	f.Add("a<b>&\"\x00\xff\ufffe")
	f.Fuzz(func(t *testing.T, s string) {
		wellFormed(t, s, []byte(`<t a="`+escape(s)+`">`+escape(s)+`</t>`))
	})
}
