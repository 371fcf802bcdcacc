package runner

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
	"github.com/stateboard/stateboard/runner/interp"
	"github.com/stateboard/stateboard/runner/journal/tape"
	"github.com/stateboard/stateboard/runner/schedule"
	"github.com/stateboard/stateboard/runner/task"
)

// shelf is a recorder that keeps pages in memory.
type shelf struct {
	mu    sync.Mutex
	b     tape.Beginning
	pages [][]byte
	end   *tape.End
}

func (s *shelf) Begin(b tape.Beginning, _ tape.About) (Record, error) {
	s.b = b
	return s, nil
}

func (s *shelf) Write(p *tape.Page) func() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages = append(s.pages, slices.Clone(p.Data))
	if p.End != nil {
		s.end = p.End
	}
	return func() error { return nil }
}

func (s *shelf) Close() error { return nil }

func (s *shelf) tape(pages int) []byte { return slices.Concat(s.pages[:pages]...) }

// steady answers tasks by what their event hashes to, however often it is asked.
type steady struct{ seed uint32 }

func (s steady) Takes(*task.Task) bool    { return true }
func (s steady) Harmless(*task.Task) bool { return true }
func (s steady) Recall(*task.Task)        {}

func (s steady) Take(t *task.Task, reply func(task.Answer)) task.Taken {
	one := dice{s.seed, map[string]int{t.Name: int(t.ID)}}
	return one.Take(t, reply)
}

// recorded runs a drawn machine and gives its record.
func recorded(rt *rapid.T) (p *interp.Program, seed uint32, s *shelf, v history.View) {
	a := &author{T: rt}
	source := a.machine(2)
	p, err := interp.Compile(asl.ParseString(source))
	if err != nil {
		rt.Fatalf("%v in %s", err, source)
	}
	seed, s = rapid.Uint32().Draw(rt, "seed"), &shelf{}
	r, err := New().Start(StartInput{Program: p, Input: value.MustParse(`[1,2,3,4]`), Name: "E", Seed: uint64(seed) + 1, Clock: patient{schedule.NewManual(start)},
		Answerer: steady{seed}, Recorder: s})
	if err != nil {
		rt.Fatal(err)
	}
	if err := r.Wait(); err != nil {
		rt.Fatalf("%v in %s", err, source)
	}
	return p, seed, s, r.Events()
}

// goOn resumes a play and runs it to its end.
func goOn(rt *rapid.T, p *interp.Program, y *tape.Played, a task.Answerer, record Record) history.View {
	clock := schedule.NewManual(y.At)
	r := New().Resume(StartInput{Program: p, Clock: patient{clock}, Answerer: a}, y, record)
	if err := r.Wait(); err != nil {
		rt.Fatal(err)
	}
	return r.Events()
}

func TestAPlayIsTheRunAgainAndGoesOnLikeIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, seed, s, v := recorded(rt)
		whole, err := tape.Play(p, s.b, s.tape(len(s.pages)), tape.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		if a, b := exact(whole.Log.View()), exact(v); a != b {
			rt.Fatalf("played\n%s\nnot\n%s", a, b)
		}
		if s.end == nil || s.end.Status != history.Fold(v).Status {
			rt.Fatalf("%+v", s.end)
		}
		cut := rapid.IntRange(0, len(s.pages)-1).Draw(rt, "cut")
		a := steady{seed}
		y, err := tape.Play(p, s.b, s.tape(cut), tape.Options{Recall: a.Recall})
		if err != nil {
			rt.Fatal(err)
		}
		if n := y.Log.Len(); exact(y.Log.View()) != exact(v.First(n)) {
			rt.Fatalf("the first %d pages are played to other events", cut)
		}
		if a, b := exact(goOn(rt, p, y, a, &shelf{})), exact(v); a != b {
			rt.Fatalf("after %d of %d pages it goes on\n%s\nnot\n%s", cut, len(s.pages), a, b)
		}
	})
}

func TestAForkWithoutChangeGoesTheSameWay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, seed, s, v := recorded(rt)
		at := rapid.Int64Range(1, int64(v.Len())).Draw(rt, "at")
		a := steady{seed}
		b := s.b
		b.Secret = Secret()
		y, page, err := tape.Fork(p, s.b, b, s.tape(len(s.pages)), at, value.Absent, tape.Options{Recall: a.Recall})
		if err != nil {
			rt.Fatal(err)
		}
		again, err := tape.Play(p, b, page, tape.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		if exact(again.Log.View()) != exact(y.Log.View()) {
			rt.Fatal("a fork's own tape plays to other events")
		}
		if a, b := dump(goOn(rt, p, y, a, nil)), dump(v); a != b {
			rt.Fatalf("forked at %d it goes\n%s\nnot\n%s", at, a, b)
		}
	})
}

func TestARedriveEndsWhatHadFailed(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p, _, s, v := recorded(rt)
		data := s.tape(len(s.pages))
		for range 3 {
			y, err := tape.Play(p, s.b, data, tape.Options{})
			if err != nil {
				rt.Fatal(err)
			}
			if history.Fold(y.Log.View()).Status == "SUCCEEDED" {
				return
			}
			data = append(data, tape.Redriving(y, y.At.Add(1e9))...)
			before := y.Log.Len()
			if y, err = tape.Play(p, s.b, data, tape.Options{}); err != nil {
				rt.Fatal(err)
			}
			if y.Log.Len() != before+1 || exact(y.Log.View().First(v.Len())) != exact(v) {
				rt.Fatalf("redriven\n%s\nfrom\n%s", dump(y.Log.View()), dump(v))
			}
			more := &shelf{}
			after := goOn(rt, p, y, kind{}, more)
			x := history.Fold(after)
			if open := x.OpenVisits(); len(open) > 0 {
				rt.Fatalf("%s is open at the end of\n%s", open[0].Path, dump(after))
			}
			for i := range after.Len() {
				if e := after.At(i); e.ID != int64(i+1) || e.Previous >= e.ID {
					rt.Fatalf("event %d follows from %d", e.ID, e.Previous)
				}
			}
			data = append(data, more.tape(len(more.pages))...)
			if y, err = tape.Play(p, s.b, data, tape.Options{}); err != nil {
				rt.Fatal(err)
			}
			if exact(y.Log.View()) != exact(after) {
				rt.Fatalf("played\n%s\nnot\n%s", dump(y.Log.View()), dump(after))
			}
		}
	})
}

// kind answers every task well.
type kind struct{}

func (kind) Takes(*task.Task) bool { return true }
func (kind) Take(t *task.Task, _ func(task.Answer)) task.Taken {
	return task.Answered{Answer: task.Return{Output: value.String(t.Name)}}
}

// exact is all of the events, tokens too.
func exact(v history.View) string {
	var b []byte
	for i := range v.Len() {
		e := v.At(i)
		b = append(e.AppendJSON(b), e.Scope.String()...)
		if d, ok := e.Details.(*history.Scheduled); ok {
			b = fmt.Append(b, d.Token, d.Waits)
		}
		b = append(b, '\n')
	}
	return string(b)
}
