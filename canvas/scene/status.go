package scene

// Status is how far a state has come in a run. A status has one colour and one
// mark everywhere: canvas, history, timeline, minimap.
type Status int

// The statuses. The zero value is Idle.
const (
	Idle Status = iota
	Running
	Waiting // for a person or a task token
	Succeeded
	Caught // failed or retried, and the flow went on
	Failed
	Skipped
)

var statusNames = [...]string{"idle", "running", "waiting", "succeeded", "caught", "failed", "skipped"}

// String returns the status as the ui-map and the exports spell it.
func (s Status) String() string {
	if s < 0 || int(s) >= len(statusNames) {
		return "idle"
	}
	return statusNames[s]
}

// Glyph returns the mark of a status; NoGlyph for Idle.
func (s Status) Glyph() Glyph {
	switch s {
	case Running:
		return GlyphRun
	case Waiting:
		return GlyphPerson
	case Succeeded:
		return GlyphCheck
	case Caught:
		return GlyphCaught
	case Failed:
		return GlyphExclaim
	case Skipped:
		return GlyphSkip
	}
	return NoGlyph
}

// Live reports whether the state is at work now: it carries a halo and pulses.
func (s Status) Live() bool { return s == Running || s == Waiting }
