package canvas

import "testing"

// TestAWaitComesToRest counts the frames that are drawn in two minutes.
func TestAWaitComesToRest(t *testing.T) {
	count := func(waits bool, beats int) (drawn int, last bool) {
		p := &pulse{waits: waits}
		for range beats * frames {
			if p.frame++; p.frame == frames {
				p.frame, p.beats = 0, p.beats+1
			}
			if last = p.due(); last {
				drawn++
			}
		}
		return drawn, last
	}
	if n, _ := count(false, 75); n != 75*frames {
		t.Errorf("what runs moves: %d frames", n)
	}
	if n, _ := count(true, awake-1); n < 20 {
		t.Errorf("a new wait moves: %d frames", n)
	}
	first, _ := count(true, awake)
	if n, _ := count(true, 75); n-first > 75*frames/25 {
		t.Errorf("a long wait draws %d frames more", n-first)
	}
	p := &pulse{waits: true, beats: awake}
	if p.frame = 0; !p.due() {
		t.Error("it comes to rest as it began")
	}
}
