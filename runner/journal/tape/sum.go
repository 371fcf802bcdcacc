package tape

import (
	"github.com/stateboard/stateboard/runner/history"
)

// sum is a running sum over events: their kinds, order, times and the sizes
// of what states gave.
type sum struct {
	events int
	hash   uint64
}

// prime is that of the 64-bit FNV hashes.
const prime = 1099511628211

// advance takes in the events of the view that have not been.
func (s *sum) advance(v history.View) {
	h := s.hash
	for i := s.events; i < v.Len(); i++ {
		e := v.At(i)
		h = (h ^ uint64(e.Type)) * prime
		h = (h ^ uint64(e.Previous)) * prime
		h = (h ^ uint64(e.Time.UnixNano())) * prime
		switch d := e.Details.(type) {
		case *history.Exited:
			h = (h ^ uint64(d.Output.Size())) * prime
		case *history.Scheduled:
			h = (h ^ uint64(d.Parameters.Size())) * prime
		}
	}
	s.hash, s.events = h, v.Len()
}
