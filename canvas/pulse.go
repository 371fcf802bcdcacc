package canvas

import (
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/stateboard/stateboard/asl/graph"
	"github.com/stateboard/stateboard/canvas/scene"
)

// The pulse: one soft ring around each state at work, redrawn a few times a
// second. A faster beat costs a whole repaint of the window each time.
const (
	beat   = 1600 * time.Millisecond
	frames = 13 // in a beat: eight a second
	reach  = 7  // how far the ring grows, in view units
	calm   = 3  // frames at a time while all that is at work waits for a person
	awake  = 6  // beats for which a new wait moves; then nothing happens, and little moves
	doze   = 12 // of so many beats one is drawn after that
)

type pulse struct {
	d     *Diagram
	rings map[graph.ID]*canvas.Rectangle
	quit  chan struct{}
	frame int
	beats int  // since what is at work changed last
	waits bool // nothing runs: a person is waited for, perhaps for long
}

func newPulse(d *Diagram) *pulse { return &pulse{d: d, rings: map[graph.ID]*canvas.Rectangle{}} }

// follow makes the rings match the states at work, and starts or stops the beat.
func (p *pulse) follow() {
	live := map[graph.ID]bool{}
	p.waits = true
	for id, s := range p.d.view.Status {
		if n := p.d.view.Layout.Node(id); s.Live() && n != nil {
			live[id] = true
			p.waits = p.waits && (s == scene.Waiting || n.Container)
		}
	}
	for id, ring := range p.rings {
		if !live[id] {
			p.d.above.Remove(ring)
			delete(p.rings, id)
			p.beats = 0
		}
	}
	for id := range live {
		if p.rings[id] == nil {
			p.beats = 0
			ring := &canvas.Rectangle{}
			p.rings[id] = ring
			p.d.above.Add(ring)
		}
	}
	switch {
	case len(live) > 0 && p.quit == nil && !p.d.options.Still:
		p.start()
	case len(live) == 0:
		p.stop()
	}
	p.place()
}

func (p *pulse) start() {
	quit := make(chan struct{})
	p.quit = quit
	go func() {
		tick := time.NewTicker(beat / frames)
		defer tick.Stop()
		for {
			select {
			case <-quit:
				return
			case <-tick.C:
				fyne.Do(func() {
					if p.quit == quit {
						p.next()
					}
				})
			}
		}
	}()
}

// next goes one frame on.
func (p *pulse) next() {
	if p.frame++; p.frame == frames {
		p.frame = 0
		p.beats++
	}
	if p.due() {
		p.place()
	}
}

// due tells whether this frame is drawn. Where only a person is waited for it
// is every third, and after a while only a beat now and then: each frame is a
// repaint of the window, and the wait may take days.
func (p *pulse) due() bool {
	switch {
	case !p.waits:
		return true
	case p.beats >= awake && p.beats%doze != 0:
		return p.frame == 0 && (p.beats == awake || p.beats%doze == 1) // come to rest
	}
	return p.frame%calm == 0
}

func (p *pulse) stop() {
	if p.quit != nil {
		close(p.quit)
		p.quit = nil
	}
}

// place draws the rings for this frame where their states are in view.
func (p *pulse) place() {
	t := float64(p.frame) / frames
	swell := 0.5 - 0.5*math.Cos(2*math.Pi*t)
	for id, ring := range p.rings {
		n := p.d.view.Layout.Node(id)
		if n == nil {
			continue
		}
		at := p.d.port.viewRect(n.Rect)
		grow := 2 + (reach-2)*swell
		out := at.Inset(-grow)
		c := p.d.view.Palette.Status(p.d.view.Status[id])
		ring.FillColor = color.Transparent
		ring.StrokeColor = scene.Fade(c, 0.55*(1-swell)+0.10)
		ring.StrokeWidth = float32(2 + 2*swell)
		ring.CornerRadius = float32((scene.NodeRadius)*p.d.port.zoom + grow)
		ring.Move(fyne.NewPos(float32(out.X), float32(out.Y)))
		ring.Resize(fyne.NewSize(float32(out.W), float32(out.H)))
		ring.Refresh()
	}
}
