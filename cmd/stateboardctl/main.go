// Stateboardctl does without a window what the Stateboard app does: it
// validates, runs, tests, draws, compares and formats state machines.
//
// Exit status: 0 yes, 1 no (invalid, failed, different), 2 it could not be
// done. Machine-readable output goes to stdout, words for people to stderr.
package main

import (
	"fmt"
	"io"
	"os"
)

// The exit statuses of every command.
const (
	yes    = 0
	no     = 1
	cannot = 2
)

// command is one thing the program does.
type command struct {
	name, usage, summary string
	run                  func(args []string, stdin io.Reader, stdout, stderr io.Writer) int
}

// commands are all commands, in the order the help shows them.
func commands() []command {
	return []command{
		{"validate", validateUsage, "check definitions against the language", validateCommand},
		{"run", runUsage, "execute a definition here, with mocked tasks", runCommand},
		{"test", testUsage, "run the scenarios beside a definition", testCommand},
		{"executions", executionsUsage, "look at the executions that were kept, and go on with them", executionsCommand},
		{"render", renderUsage, "draw a definition", renderCommand},
		{"diff", diffUsage, "tell what is different in a newer version", diffCommand},
		{"fmt", fmtUsage, "lay out a definition's JSON or YAML afresh", fmtCommand},
		{"convert", convertUsage, "write a definition in JSON or YAML, or with JSONata for JSONPath", convertCommand},
	}
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		help(stderr)
		return cannot
	}
	switch args[0] {
	case "help", "--help", "-h":
		help(stdout)
		return yes
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(args[1:], stdin, stdout, stderr)
		}
	}
	fmt.Fprintf(stderr, "stateboardctl: there is no command %q; `stateboardctl help` lists them\n", args[0])
	return cannot
}

func help(w io.Writer) {
	fmt.Fprintln(w, "Stateboard without a window: Amazon States Language on the desk.")
	fmt.Fprintln(w)
	for _, c := range commands() {
		fmt.Fprintf(w, "  stateboardctl %s\n      %s\n", c.usage, c.summary)
	}
	fmt.Fprintln(w)
	fmt.Fprintln(w, "Exit status: 0 yes, 1 no, 2 it could not be done. Nothing calls AWS, the network or another program unless --bind says so.")
}
