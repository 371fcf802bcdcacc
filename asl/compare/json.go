package compare

import (
	"encoding/json"
	"io"

	"github.com/stateboard/stateboard/asl/value"
)

// The JSON of changes: {"same", "machine": [field], "states": [{"change",
// "name", "path", "type", and of what was there before "oldName", "oldPath",
// "moved", "fields": [{"change", "pointer", "old", "new"}], "words"}]}.
type (
	jsonChanges struct {
		Same    bool        `json:"same"`
		Machine []jsonField `json:"machine"`
		States  []jsonState `json:"states"`
	}
	jsonState struct {
		Change  string      `json:"change"`
		Name    string      `json:"name"`
		Path    string      `json:"path"`
		Type    string      `json:"type"`
		OldName string      `json:"oldName,omitempty"`
		OldPath string      `json:"oldPath,omitempty"`
		Renamed bool        `json:"renamed,omitempty"`
		Moved   bool        `json:"moved,omitempty"`
		Fields  []jsonField `json:"fields"`
		Words   []string    `json:"words"`
	}
	jsonField struct {
		Change  string          `json:"change"`
		Pointer string          `json:"pointer"`
		Old     json.RawMessage `json:"old,omitempty"`
		New     json.RawMessage `json:"new,omitempty"`
	}
)

// WriteJSON writes the changes for programs.
func (c *Changes) WriteJSON(w io.Writer) error {
	out := jsonChanges{Same: c.Same(), Machine: jsonFields(c.Machine), States: make([]jsonState, len(c.States))}
	for i := range c.States {
		s := &c.States[i]
		is := s.New
		if is == nil {
			is = s.Old
		}
		b := is.Base()
		j := jsonState{Change: s.Kind.String(), Name: b.Name, Path: b.Path, Type: b.Type, Renamed: s.Renamed(), Moved: s.Moved, Fields: jsonFields(s.Fields), Words: s.words()}
		if s.Kind == Changed {
			j.OldName, j.OldPath = s.Old.Base().Name, s.Old.Base().Path
		}
		out.States[i] = j
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func jsonFields(list []Field) []jsonField {
	out := make([]jsonField, len(list))
	for i, f := range list {
		out[i] = jsonField{f.Kind.String(), f.Pointer, raw(f.Old), raw(f.New)}
	}
	return out
}

func raw(v value.Value) json.RawMessage {
	if v.IsAbsent() || !json.Valid([]byte(v.JSON())) {
		return nil
	}
	return json.RawMessage(v.JSON())
}
