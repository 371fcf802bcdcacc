package paint

import (
	"fmt"
	"image"
	"image/png"
	"io"

	"github.com/stateboard/stateboard/canvas/scene"
)

// mostPixels bounds an exported image: 400 MB of them.
const mostPixels = 100 << 20

// PNG writes the scenes, drawn above each other, as a PNG image at 100 % with
// scale device pixels per world unit; 0 is 2, what screens show sharply. An image
// that would be too large to hold is an error that names a scale that is not.
func PNG(w io.Writer, scale float64, scenes ...*scene.Scene) error {
	if scale <= 0 {
		scale = 2
	}
	r := page(scenes)
	if pixels := r.W * r.H * scale * scale; pixels > mostPixels {
		return fmt.Errorf("a picture of %.0f by %.0f pixels is too large; export SVG or PDF instead", r.W*scale, r.H*scale)
	}
	img := image.NewRGBA(image.Rect(0, 0, max(1, int(r.W*scale)), max(1, int(r.H*scale))))
	v := Viewport{Offset: r.Min(), Zoom: 1, Scale: scale, W: img.Rect.Dx(), H: img.Rect.Dy()}
	NewPainter().Paint(img, v, scenes...)
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	return enc.Encode(w, img)
}
