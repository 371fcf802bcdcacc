package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/stateboard/stateboard/asl/file"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
)

const fmtUsage = "fmt [-w] [--compact] [--check] FILE..."

// fmtCommand lays out JSON or YAML afresh: keys keep their order, numbers their
// spelling, YAML its comments. A file that is broken is not written; 2 tells
// so, whatever becomes of the others.
func fmtCommand(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := newFlags("fmt")
	write := flags.BoolP("write", "w", false, "replace the files instead of printing them")
	compact := flags.Bool("compact", false, "JSON on one line, without blanks")
	check := flags.Bool("check", false, "change nothing; exit 1 and name the files that would change")
	if status, ok := parse(flags, fmtUsage, args, 1, -1, stdout, stderr); !ok {
		return status
	}
	status := yes
	for _, path := range flags.Args() {
		old, formatted, notes, err := formatFile(path, stdin, *compact)
		for _, n := range notes {
			fmt.Fprintf(stderr, "%s: %s\n", path, n)
		}
		switch {
		case err != nil:
			status = complain(stderr, "%v", err)
		case *check:
			if old != formatted {
				fmt.Fprintln(stdout, path)
				status = max(status, no)
			}
		case *write && path != "-":
			if old == formatted {
				continue
			}
			if err := file.Write(path, []byte(formatted)); err != nil {
				status = complain(stderr, "%v", err)
			}
		default:
			if _, err := io.WriteString(stdout, formatted); err != nil {
				return complain(stderr, "%v", err)
			}
		}
	}
	return status
}

// formatFile reads a file (standard input for "-") and lays it out afresh.
// Notes are sentences on what was left as it is.
func formatFile(path string, stdin io.Reader, compact bool) (old, formatted string, notes []string, err error) {
	doc, err := readDefinition(path, stdin)
	if err != nil {
		return "", "", nil, err
	}
	if errs := doc.SyntaxErrors(); len(errs) > 0 {
		at := doc.Text.Position(errs[0].Span.Start)
		return "", "", nil, fmt.Errorf("%s:%s: %s", path, at, strings.TrimSpace(errs[0].Message+" "+errs[0].Advice))
	}
	change, err := rewrite.Format(doc, compact)
	if err != nil {
		return "", "", nil, fmt.Errorf("%s: %w", path, err)
	}
	next, _, err := text.Apply(doc.Text, change.Edits...)
	return doc.Text.String(), next.String(), change.Notes, err
}
