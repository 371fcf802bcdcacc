package tape

import (
	"bytes"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

var start = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

const machine = `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":5,"Next":"T"},
  "T":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","HeartbeatSeconds":60,"Parameters":{"t.$":"$$.Task.Token"},"End":true}}}`

// pages records one execution of the machine, a page for each thing that
// happens.
func pages(t testing.TB) (*interp.Program, Beginning, [][]byte, history.View) {
	p, err := interp.Compile(asl.ParseString(machine))
	if err != nil {
		t.Fatal(err)
	}
	b := Beginning{Definition: machine, Input: value.Object(), At: start, Origin: history.Origin{Execution: "arn", Name: "n", Seed: 1}, Secret: bytes.Repeat([]byte{7}, SecretBytes)}
	var log history.Log
	var list [][]byte
	var open []interp.Command
	keep := func(d *Deck) {
		if page, _ := d.Page(); page != nil {
			list = append(list, slices.Clone(page))
		}
	}
	d, commands := Begin(p, b, Ask{Person: func(*task.Task) bool { return true }}, &log, &Writer{})
	clock := schedule.NewManual(start)
	run := func() {
		for d.Ready() {
			open = append(open, d.Next(clock.Now())...)
		}
		keep(d)
	}
	open = append(open, commands...)
	run()
	clock.Advance(5 * time.Second)
	d.Fire(open[0].(interp.SetTimer).Timer.ID, clock.Now())
	run()
	id := open[len(open)-1].(interp.StartTask).Task.ID
	clock.Advance(50 * time.Second)
	if alive, _ := d.Heartbeat(id, clock.Now()); !alive {
		t.Fatal("no heartbeat")
	}
	keep(d)
	clock.Advance(50 * time.Second)
	if !d.Answer(id, task.Return{Output: value.String("yes")}, false, clock.Now()) {
		t.Fatal("no answer")
	}
	run()
	if !d.Done() {
		t.Fatal("it goes on")
	}
	return p, b, list, log.View()
}

func TestEveryPageIsAPlaceToGoOnFrom(t *testing.T) {
	p, b, list, whole := pages(t)
	for n := range len(list) + 1 {
		y, err := Play(p, b, slices.Concat(list[:n]...), Options{})
		if err != nil {
			t.Fatalf("%d pages: %v", n, err)
		}
		if y.Done() != (n == len(list)) {
			t.Errorf("%d pages: done is %t", n, y.Done())
		}
		for i := range y.Log.Len() {
			if got, want := string(y.Log.View().At(i).AppendJSON(nil)), string(whole.At(i).AppendJSON(nil)); got != want {
				t.Errorf("%d pages: %s, not %s", n, got, want)
			}
		}
	}
}

func TestWhatIsOpenComesBack(t *testing.T) {
	p, b, list, _ := pages(t)
	y, err := Play(p, b, slices.Concat(list[:3]...), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(y.Open) != 2 {
		t.Fatalf("%v", y.Open)
	}
	// The heartbeat has moved its timer.
	if timer := y.Open[1].(interp.SetTimer).Timer; !timer.At.Equal(start.Add(115 * time.Second)) {
		t.Errorf("the heartbeat is due at %s", timer.At)
	}
}

func TestDamageIsFoundAtThePage(t *testing.T) {
	p, b, list, _ := pages(t)
	data := slices.Concat(list...)
	for i := range data {
		broken := slices.Clone(data)
		broken[i] ^= 0x55
		y, err := Play(p, b, broken, Options{})
		if err == nil {
			t.Fatalf("byte %d changed, and nobody noticed", i)
		}
		whole := 0
		for n := 0; n < len(list) && whole+len(list[n]) <= i; n++ {
			whole += len(list[n])
		}
		sound, err := Play(p, b, data[:whole], Options{})
		if err != nil || y.Log.Len() != sound.Log.Len() {
			t.Errorf("byte %d changed: %d events are left, not %d", i, y.Log.Len(), sound.Log.Len())
		}
	}
}

func TestTokensNeedTheSecret(t *testing.T) {
	b := Beginning{Origin: history.Origin{Execution: "arn"}, Secret: []byte("one")}
	first, again := tokens(b), tokens(b)
	b.Secret = []byte("two")
	other := tokens(b)
	seen := map[string]bool{}
	for range 100 {
		token := first()
		if token != again() || token == other() || seen[token] || len(token) != 43 {
			t.Fatalf("%s", token)
		}
		seen[token] = true
	}
}

func FuzzScan(f *testing.F) {
	_, _, list, _ := pages(f)
	f.Add(slices.Concat(list...))
	f.Add(list[0])
	f.Add([]byte{byte(opThrow), 2, 1, 'x'})
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := scan(data)
		if err == nil && len(data) > 0 && len(entries) > len(data) {
			t.Errorf("%d entries in %d bytes", len(entries), len(data))
		}
		sealed := Writer{page: slices.Clone(data)}
		scan(sealed.seal())
	})
}

func TestAnotherMachineIsFoundOut(t *testing.T) {
	_, b, list, _ := pages(t)
	other, err := interp.Compile(asl.ParseString(`{"StartAt":"X","States":{"X":{"Type":"Pass","End":true}}}`))
	if err != nil {
		t.Fatal(err)
	}
	var fault *PlayError
	if _, err := Play(other, b, slices.Concat(list...), Options{}); !errors.As(err, &fault) {
		t.Errorf("%v", err)
	}
}
