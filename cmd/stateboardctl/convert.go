package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/file"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
)

const convertUsage = "convert FILE -o OUT.json|.yaml|- [--to json|yaml] [--jsonata]"

// convertCommand writes a definition in the notation that the output's ending
// names, and with --jsonata in the other query language.
func convertCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := newFlags("convert")
	out := flags.StringP("output", "o", "", "file to write, JSON or YAML by its ending; - prints, in the notation of FILE or of --to")
	to := flags.String("to", "", "json or yaml, where the name of the output does not tell")
	toJSONata := flags.Bool("jsonata", false, "make JSONata of JSONPath, where that is exact")
	if status, ok := parse(flags, convertUsage, args, 1, 1, stdout, stderr); !ok {
		return status
	}
	in := flags.Arg(0)
	if *out == "" {
		return complain(stderr, "convert: say where to: -o OUT.yaml")
	}
	doc, err := readDefinition(in, stdin)
	if err != nil {
		return complain(stderr, "%v", err)
	}
	yaml, err := notation(*out, *to, doc.YAML)
	if err != nil {
		return complain(stderr, "%v", err)
	}
	if errs := doc.SyntaxErrors(); len(errs) > 0 {
		return complain(stderr, "%s:%s: %s", in, doc.Text.Position(errs[0].Span.Start), strings.TrimSpace(errs[0].Message+" "+errs[0].Advice))
	}
	var notes []string
	if *toJSONata {
		if doc, notes, err = inJSONata(doc); err != nil {
			return complain(stderr, "%s: %v", in, err)
		}
	}
	content, dropped, err := inNotation(doc, yaml)
	if err != nil {
		return complain(stderr, "%s: %v", in, err)
	}
	if *out == "-" {
		_, err = io.WriteString(stdout, content)
	} else {
		err = file.Write(*out, []byte(content))
	}
	if err != nil {
		return complain(stderr, "%v", err)
	}
	if dropped > 0 {
		notes = append(notes, counting(dropped, "comment")+" dropped: JSON has none.")
	}
	for _, n := range notes {
		fmt.Fprintln(stderr, n)
	}
	return yes
}

// counting is a number of things that something has happened to.
func counting(n int, thing string) string {
	if n == 1 {
		return "1 " + thing + " was"
	}
	return fmt.Sprintf("%d %ss were", n, thing)
}

// notation tells whether a file of that name holds YAML. Where the name does
// not tell, to does; standard output holds what the input does.
func notation(name, to string, same bool) (yaml bool, err error) {
	if to != "" && to != "json" && to != "yaml" {
		return false, fmt.Errorf("--to is json or yaml, not %q", to)
	}
	switch ending := ending(name); {
	case name != "-" && (ending == ".yaml" || ending == ".yml"):
		yaml = true
	case name != "-" && (ending == ".json" || ending == ".asl"):
		yaml = false
	case to != "":
		return to == "yaml", nil
	case name == "-":
		return same, nil
	default:
		return false, fmt.Errorf("%s is neither JSON nor YAML by its name; end it in .json or .yaml, or say --to", name)
	}
	if to != "" && yaml != (to == "yaml") {
		return false, fmt.Errorf("%s says one thing by its name and --to %s another; leave one out", name, to)
	}
	return yaml, nil
}

// inJSONata is the document with JSONata for its query language.
func inJSONata(doc *asl.Document) (*asl.Document, []string, error) {
	change, err := rewrite.MachineToJSONata(doc)
	if err != nil {
		return nil, nil, err
	}
	next, _, err := text.Apply(doc.Text, change.Edits...)
	if err != nil {
		return nil, nil, err
	}
	if doc.YAML {
		return asl.ParseYAML(next), change.Notes, nil
	}
	return asl.Parse(next), change.Notes, nil
}

// inNotation is the document's text in a notation: as it is where that is its
// own. Dropped is how many comments are lost.
func inNotation(doc *asl.Document, yaml bool) (content string, dropped int, err error) {
	switch {
	case doc.YAML == yaml:
		return doc.Text.String(), 0, nil
	case yaml:
		content, err = rewrite.ToYAML(doc)
	default:
		content, dropped, err = rewrite.ToJSON(doc)
	}
	return content, dropped, err
}
