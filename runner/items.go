package runner

import (
	"github.com/stateboard/stateboard/runner/dataset"
	"github.com/stateboard/stateboard/runner/interp"
)

// serve reads or writes objects for a distributed Map; mu is held.
func (r *Run) serve(c interp.Command) {
	switch c := c.(type) {
	case interp.ReadItems:
		items, more, err := r.reading.Next(r.in.Store, c.ID, c.Request, c.From, c.Most)
		r.run(r.x.Items(c.ID, items, more, err))
	case interp.WriteResults:
		r.run(r.x.Written(c.ID, r.write(c)))
	}
}

// write writes a map run's results.
func (r *Run) write(c interp.WriteResults) error {
	if r.in.Store == nil {
		return dataset.ErrNoStore
	}
	for _, f := range c.Files {
		if err := r.in.Store.Put(c.Bucket, f.Key, []byte(f.Content)); err != nil {
			return err
		}
	}
	return nil
}
