package rewrite

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/text"
)

// Format lays a document out afresh: two blanks a level, one member or item a
// line, arrays of scalars that stood on one line still so; or, compact, all on
// one line without blanks. Keys keep their order, also those that come twice,
// numbers and strings their spelling, lines their ends. For YAML see formatYAML.
func Format(doc *asl.Document, compact bool) (*Change, error) {
	if err := editable(doc); err != nil {
		return nil, err
	}
	switch {
	case doc.YAML && compact:
		return nil, refuse("Convert it to JSON first.", "Only JSON can be written on one line.")
	case doc.YAML:
		return formatYAML(doc)
	}
	src, root := doc.Text.String(), doc.Tree.Root
	p := newPlacer(newDraft(doc))
	st := &style{p: p, eol: p.eol, unit: "  ", colon: ": ", comma: ", "}
	if compact {
		st.colon, st.comma = ":", ","
	}
	var b strings.Builder
	if c := copied(src, root, false); compact {
		st.line(&b, c)
	} else {
		st.spread(&b, c, "")
		b.WriteString(st.eol)
	}
	change := &Change{Label: "Format"}
	span := text.Span{Start: leading(src), End: len(src)}
	if src[span.Start:] != b.String() {
		change.Edits = []text.Edit{text.Replace(span, b.String())}
	}
	return change, nil
}

// leading is the length of a byte order mark, which stays.
func leading(src string) int {
	if strings.HasPrefix(src, "\uFEFF") {
		return len("\uFEFF")
	}
	return 0
}
