package paint

import "github.com/stateboard/stateboard/canvas/geom"

// Viewport is a window onto the scene.
type Viewport struct {
	Offset geom.Point // world position of the top left pixel
	Zoom   float64    // 1 = 100 %; also what decides how much detail is shown
	Scale  float64    // device pixels per pixel (HiDPI, export); 0 is 1
	W, H   int        // device pixels
}

// scale is device pixels per world unit.
func (v Viewport) scale() float64 {
	if v.Scale == 0 {
		return v.Zoom
	}
	return v.Zoom * v.Scale
}

// Device returns a world rectangle in device pixels, not rounded.
func (v Viewport) Device(r geom.Rect) geom.Rect {
	z := v.scale()
	return geom.Rect{X: (r.X - v.Offset.X) * z, Y: (r.Y - v.Offset.Y) * z, W: r.W * z, H: r.H * z}
}

// DevicePoint returns a world position in device pixels, not rounded.
func (v Viewport) DevicePoint(p geom.Point) geom.Point {
	return p.Sub(v.Offset).Scale(v.scale())
}

// World returns the world position of a device pixel.
func (v Viewport) World(x, y float64) geom.Point {
	return v.Offset.Add(geom.Pt(x, y).Scale(1 / v.scale()))
}

// Visible returns the part of the world that is in view.
func (v Viewport) Visible() geom.Rect {
	z := v.scale()
	return geom.Rect{X: v.Offset.X, Y: v.Offset.Y, W: float64(v.W) / z, H: float64(v.H) / z}
}

// Fit returns the viewport of w by h device pixels that shows all of bounds with
// margin pixels around it, centred, and not larger than most.
func Fit(bounds geom.Rect, w, h int, scale, margin, most float64) Viewport {
	if scale == 0 {
		scale = 1
	}
	lw, lh := float64(w)/scale, float64(h)/scale
	zoom := most
	if bounds.W > 0 {
		zoom = min(zoom, (lw-2*margin)/bounds.W)
	}
	if bounds.H > 0 {
		zoom = min(zoom, (lh-2*margin)/bounds.H)
	}
	zoom = max(zoom, 0.01)
	c := bounds.Center()
	return Viewport{Offset: geom.Pt(c.X-lw/zoom/2, c.Y-lh/zoom/2), Zoom: zoom, Scale: scale, W: w, H: h}
}
