package look

import (
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// TestSheet draws every control in light and dark into one PNG for a person
// to look at (go test -v prints its path), and fails if drawing panics or
// leaves the sheet empty.
func TestSheet(t *testing.T) {
	var pages []image.Image
	for _, m := range []Mode{LightMode, DarkMode} {
		app := test.NewTempApp(t)
		Apply(app, m)
		w := test.NewTempWindow(t, nil)
		w.SetPadded(false)
		tips := NewTips(w.Canvas())
		w.SetContent(container.NewStack(sheet(), tips.Layer()))
		w.Resize(fyne.NewSize(860, 620))
		tips.Show("Every legal place lights up while you drag.", fyne.NewPos(620, 560), fyne.NewSize(80, 20))
		pages = append(pages, w.Canvas().Capture())
		tips.Close()
	}
	height := pages[0].Bounds().Dy()
	whole := image.NewRGBA(image.Rect(0, 0, pages[0].Bounds().Dx(), 2*height))
	for i, page := range pages {
		draw.Draw(whole, image.Rect(0, i*height, whole.Bounds().Dx(), (i+1)*height), page, image.Point{}, draw.Src)
	}
	if whole.RGBAAt(5, height/2) == whole.RGBAAt(5, height+height/2) {
		t.Error("light and dark sheets have the same ground")
	}
	dir, err := os.MkdirTemp("", "stateboard-look-")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "sheet.png")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, whole); err != nil {
		t.Fatal(err)
	}
	t.Log("sheet:", path)
}

func sheet() fyne.CanvasObject {
	hovered := NewButton("Hovered", Outlined, nil)
	hovered.hovered = true
	focused := NewButton("Focused", Outlined, nil)
	focused.focused = true
	off := NewButton("Disabled", Outlined, nil)
	off.Disable()
	offPrimary := NewButton("Send answer", Primary, nil)
	offPrimary.Disable()
	on := NewIconButton(Pause, "Pause", nil)
	on.SetOn(true)
	offIcon := NewIconButton(ToEnd, "To the end", nil)
	offIcon.Disable()
	buttons := Row(10,
		NewButton("Approve", Primary, nil), NewButton("Reject", Outlined, nil), NewButton("Fail…", Danger, nil),
		NewButton("Copy the AWS CLI line", Quiet, nil), hovered, focused, off, offPrimary)
	bar := Row(10,
		NewSegmented([]string{"Design", "Rehearse"}, 0, nil),
		NewChooser([]string{"Bad address, then approved"}, 0, "", nil),
		NewIconTextButton(Play, "Run", Primary, nil), NewIconTextButton(Stop, "Stop", Primary, nil),
		Row(4, NewIconButton(ToStart, "", nil), NewIconButton(StepBack, "", nil), on, NewIconButton(StepOn, "", nil), offIcon))
	wrong := NewTextField("0 days", FieldOptions{Label: "Gives up after"})
	wrong.SetError("Give a time longer than nothing, as in 7 days.")
	fields := Column(10,
		NewTextField("Wait for Review", FieldOptions{Label: "Name"}),
		NewTextField("", FieldOptions{Placeholder: "Search states and actions", Icon: Search}),
		NewChooser([]string{"Lambda: invoke, then wait for a callback"}, 0, "", nil).AsField(),
		NewTextField("{ \"application\": $.application,\n  \"token\": $$.Task.Token }", FieldOptions{Label: "Payload", Mono: true, Rows: 3}),
		wrong)
	rows := Column(0,
		NewSectionTitle("Flow"),
		NewListRow(RowContent{Chip: KindIcon("Task"), Hue: KindInk("Task"), Title: "Task", Detail: "do some work"}, nil),
		NewListRow(RowContent{Chip: KindIcon("Wait"), Hue: KindInk("Wait"), Title: "Wait", Detail: "for a time or a date that is far too long", Selected: true}, nil),
		NewListRow(RowContent{Chip: KindIcon("Task"), Hue: KindInk("Task"), Title: "Lambda invoke"}, nil),
		NewListRow(RowContent{Lead: "14", Dot: Succeeded, Title: "ParallelStateSucceeded"}, nil),
		NewListRow(RowContent{Lead: "17", Dot: Waiting, Title: "TaskStateEntered", Detail: "Wait for Review and then some", Trailing: "12.4 s"}, nil))
	words := Column(8,
		NewPaneHeader("JSON", "account-application.asl.json", NewStatus("valid", Succeeded, false)),
		NewPaneHeader("Wait for Review", "", NewStatus("waiting for a person", Waiting, true)),
		NewParagraph("The address was flagged, so a person must review this application.", Said),
		Row(6, NewPill("1 retry", Secondary), NewPill("UnprocessableData", Failed), NewPill("2 of 5", Running)),
		icons())
	split := NewSplit(SplitOptions{Trailing: true, Size: 300, Min: 100, Rest: 100},
		Inset(fields, PanePadding, 12), NewSplit(SplitOptions{Stacked: true, Size: 250, Min: 50, Rest: 50}, Inset(rows, 6, 10), words))
	return NewPanel(container.NewBorder(Inset(Column(12, bar, buttons), PanePadding, 12), nil, nil, nil,
		NewPanel(split, Top)), NoSides)
}

func icons() fyne.CanvasObject {
	box := Row(2)
	for _, i := range []Icon{Undo, Redo, Copy, Trash, Search, Plus, Minus, More, Check, Warn} {
		box.Add(NewIconButton(i, string(i), nil))
	}
	more := Row(2)
	for _, i := range []Icon{Info, Person, Fit, Folder, Clock, Link, Close, ChevronUp, ChevronRight, ChevronLeft} {
		more.Add(NewIconButton(i, string(i), nil))
	}
	return Column(2, box, more)
}
