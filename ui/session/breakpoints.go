package session

import (
	"maps"
	"slices"
)

// ToggleBreakpoints lets rehearsals be held before each of these states, or
// not any more where all of them have a breakpoint.
func (s *Session) ToggleBreakpoints(paths ...string) {
	next, all := map[string]bool{}, true
	maps.Copy(next, s.next.Breakpoints)
	for _, p := range paths {
		all = all && next[p]
		next[p] = true
	}
	if all {
		for _, p := range paths {
			delete(next, p)
		}
	}
	if len(paths) > 0 {
		s.update(func() { s.setBreakpoints(next) })
	}
}

// ClearBreakpoints takes all breakpoints away.
func (s *Session) ClearBreakpoints() { s.update(func() { s.setBreakpoints(nil) }) }

// setBreakpoints keeps them for the next time too, where the document has a
// file: they concern this person alone and so never stand beside the flow.
func (s *Session) setBreakpoints(next map[string]bool) {
	s.next.Breakpoints = next
	if l := s.rehearse.live; l != nil && l.run != nil {
		l.run.SetBreakpoints(next)
	}
	s.keepBreakpoints()
}

func (s *Session) keepBreakpoints() {
	paths := slices.Sorted(maps.Keys(s.next.Breakpoints))
	if s.next.Path == "" || slices.Equal(paths, s.prefs.Breakpoints[s.next.Path]) {
		return
	}
	s.SetPrefs(func(p *Prefs) {
		if p.Breakpoints == nil {
			p.Breakpoints = map[string][]string{}
		}
		if len(paths) == 0 {
			delete(p.Breakpoints, s.next.Path)
		} else {
			p.Breakpoints[s.next.Path] = paths
		}
	})
}

// recallBreakpoints brings back those of the document just opened.
func (s *Session) recallBreakpoints() {
	s.next.Breakpoints = nil
	for _, p := range s.prefs.Breakpoints[s.next.Path] {
		if s.next.Breakpoints == nil {
			s.next.Breakpoints = map[string]bool{}
		}
		s.next.Breakpoints[p] = true
	}
}

// renameBreakpoints carries them through renames.
func (s *Session) renameBreakpoints(renamed map[string]string) {
	if len(renamed) == 0 || len(s.next.Breakpoints) == 0 {
		return
	}
	next := map[string]bool{}
	for p := range s.next.Breakpoints {
		next[renamedPath(p, renamed)] = true
	}
	s.setBreakpoints(next)
}

// inverted are renames the other way round.
func inverted(renamed map[string]string) map[string]string {
	back := make(map[string]string, len(renamed))
	for from, to := range renamed {
		back[to] = from
	}
	return back
}
