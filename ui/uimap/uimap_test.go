package uimap

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestListCutsToWhatIsSeen(t *testing.T) {
	test.NewTempApp(t)
	in, half, out := canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	box := container.NewWithoutLayout(in, half, out)
	w := test.NewTempWindow(t, box)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 300))
	box.Resize(fyne.NewSize(100, 100))
	for i, o := range []*canvas.Rectangle{in, half, out} {
		o.Resize(fyne.NewSize(20, 20))
		o.Move(fyne.NewPos(10, float32(10+80*i)))
	}
	l := NewList(w.Canvas())
	l.Within(box, func() {
		l.Add(Item{ID: "in", Enabled: true}, in)
		l.Add(Item{ID: "half", Enabled: true}, half)
		l.Add(Item{ID: "out", Enabled: true}, out)
	})
	l.Veiled(func() { l.Add(Item{ID: "veiled", Enabled: true}, in) })
	got := map[string]Item{}
	for _, it := range l.Items {
		got[it.ID] = it
	}
	if len(got) != 3 || got["in"].Rect[3] != 20 || got["half"].Rect[3] != 10 || got["veiled"].Enabled || !got["in"].Enabled {
		t.Errorf("listed %+v", l.Items)
	}
	if l.IDOf(half) != "half" {
		t.Errorf("half is called %q", l.IDOf(half))
	}
}

func TestWriterWritesOnlyChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "map.json")
	w := &Writer{path: path}
	version := func() int {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var m Map
		if err := json.Unmarshal(content, &m); err != nil {
			t.Fatal(err)
		}
		return m.Version
	}
	w.write(&Map{Items: []Item{{ID: "a"}}})
	if version() != 1 {
		t.Errorf("version %d", version())
	}
	if w.write(&Map{Items: []Item{{ID: "a"}}}) || version() != 1 {
		t.Error("the same is written twice")
	}
	if !w.write(&Map{Items: []Item{{ID: "b"}}}) || version() != 2 {
		t.Errorf("version %d", version())
	}
	if left, _ := filepath.Glob(path + ".*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
