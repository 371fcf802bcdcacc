package interp

import (
	"math"
	"strconv"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/jsonpath"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/runner/history"
)

// retrier is one entry of Retry.
type retrier struct {
	errors   []string
	interval float64 // seconds
	attempts int
	rate     float64
	most     float64 // seconds; 0 is no limit
	jitter   bool
}

// catcher is one entry of Catch.
type catcher struct {
	errors     []string
	next       *state
	resultPath *jsonpath.Path
	discard    bool
	output     template
	assign     []assignment
}

func texts(nodes []*syntax.Node) []string {
	list := make([]string, 0, len(nodes))
	for _, n := range nodes {
		list = append(list, n.StringText())
	}
	return list
}

func (c *compiler) retriers(from []*asl.Retrier) []*retrier {
	list := make([]*retrier, 0, len(from))
	for _, r := range from {
		number := func(name string, otherwise float64) float64 {
			if n, ok := r.Field(name).Value().AsFloat(); ok {
				return n
			}
			return otherwise
		}
		list = append(list, &retrier{errors: texts(r.ErrorEquals), interval: number("IntervalSeconds", 1), attempts: int(number("MaxAttempts", 3)),
			rate: number("BackoffRate", 2), most: number("MaxDelaySeconds", 0), jitter: r.Field("JitterStrategy").StringText() == "FULL"})
	}
	return list
}

func (c *compiler) catchers(from []*asl.Catcher, s *state, scope *machine) []*catcher {
	list := make([]*catcher, 0, len(from))
	for i, k := range from {
		at := "Catch[" + strconv.Itoa(i) + "]/"
		out := &catcher{errors: texts(k.ErrorEquals), next: c.target(k.Next, k.Node, scope), assign: c.assign(k.Node, s.jsonata, at)}
		if s.jsonata {
			out.output = c.template(k.Field("Output"), true, at+"Output")
		} else {
			out.resultPath, out.discard = c.resultPath(k.Field("ResultPath"))
		}
		list = append(list, out)
	}
	return list
}

// delay is the time to wait before the n-th further attempt, n from 0.
func (r *retrier) delay(n int, c *chance) time.Duration {
	s := r.interval * math.Pow(r.rate, float64(n))
	if r.most > 0 && s > r.most {
		s = r.most
	}
	if r.jitter {
		s *= c.Float64()
	}
	const year = 366 * 24 * 3600
	return time.Duration(min(s, year)*1000) * time.Millisecond
}

// fail is what happens when a state's work, or an evaluation on its way,
// fails: it is tried again, caught, or ends the machine.
func (x *Progress) fail(f *frame, fail *failure) {
	own := fail.own()
	f.exit = 0
	fail.in(f)
	x.settle(f)
	if fail.located {
		f.last = x.emit(f, history.EvaluationFailed, f.base, &history.Evaluation{Error: fail.Error, Cause: fail.Cause, Location: fail.location, State: f.state.Name})
	}
	if x.retry(f, fail) {
		return
	}
	if own {
		x.end(f, fail)
		return
	}
	at := f.last
	f.state.kindFailed(x, f)
	if k := f.state.catcher(fail); k != nil {
		if fail = x.catch(f, k, fail); fail == nil {
			return
		}
		own = fail.own()
		fail.in(f)
		if fail.located { // the state fails again, from where it stood before it failed first
			f.last = x.emit(f, history.EvaluationFailed, at, &history.Evaluation{Error: fail.Error, Cause: fail.Cause, Location: fail.location, State: f.state.Name})
			f.state.kindFailed(x, f)
		}
		if own {
			x.end(f, fail)
			return
		}
	}
	x.collapse(f, fail)
}

// kindFailed emits what a kind of state says when it fails for good.
func (s *state) kindFailed(x *Progress, f *frame) {
	switch s.kind.(type) {
	case *parallelState:
		f.last = x.emit(f, history.ParallelStateFailed, f.last, nil)
	case *mapState:
		f.last = x.emit(f, history.MapStateFailed, f.last, nil)
	}
}

func (x *Progress) retry(f *frame, fail *failure) bool {
	for i, r := range f.state.retriers {
		if !fail.matchesAny(r.errors) {
			continue
		}
		if f.tried == nil {
			f.tried = make([]int, len(f.state.retriers))
		}
		if f.tried[i] >= r.attempts {
			return false
		}
		after := r.delay(f.tried[i], x.chance)
		f.tried[i]++
		f.retries++
		f.phase = working
		f.wake = x.setTimer(timer{frame: f}, x.now.Add(after))
		return true
	}
	return false
}

func (s *state) catcher(fail *failure) *catcher {
	for _, k := range s.catchers {
		if fail.matchesAny(k.errors) {
			return k
		}
	}
	return nil
}

// catch leaves the state by a catcher; what it returns is a new failure, on
// the way to the catcher's output.
func (x *Progress) catch(f *frame, k *catcher, fail *failure) *failure {
	said := fail.output()
	via := history.Via{Kind: history.ViaCatch}
	for i := range f.state.catchers {
		if f.state.catchers[i] == k {
			via.Index = i
		}
	}
	var out, assigned value.Value
	var again *failure
	if f.state.jsonata {
		e := x.see(f, f.input)
		e.errorOutput = said
		out, assigned, again = produce(e, k.output, k.assign, said)
	} else {
		e := x.see(f, said)
		assigned, again = assign(e, k.assign)
		out = said
		switch {
		case again != nil:
		case k.discard:
			out = f.input
		case k.resultPath != nil:
			merged, err := k.resultPath.Set(f.input, said)
			if out = merged; err != nil {
				again = resultPathFailure(err)
			}
		}
	}
	if again == nil && x.limit > 0 && out.Size() > x.limit {
		again = tooLarge(f.state.Name)
	}
	if again != nil {
		return again
	}
	x.leave(f, out, assigned, via, k.next)
	return nil
}
