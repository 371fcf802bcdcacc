package graph

import (
	"regexp"
	"strings"
)

// A JSONata condition is said in words where it is as simple as a JSONPath
// test; any other stands as it is written, without what says nothing.

var (
	expressionPath  = `\$[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*|\[\d+\])*`
	findPaths       = regexp.MustCompile(expressionPath)
	readComparison  = regexp.MustCompile(`^(` + expressionPath + `)\s*(=|!=|<=|>=|<|>)\s*('[^'\\]*'|"[^"\\]*"|-?[\d.]+|true|false|null|` + expressionPath + `)$`)
	readPresence    = regexp.MustCompile(`^\$exists\(\s*(` + expressionPath + `)\s*\)$`)
	readNegation    = regexp.MustCompile(`^\$not\((.*)\)$`)
	readSimple      = regexp.MustCompile(`^` + expressionPath + `$`)
	readConjunction = regexp.MustCompile(`\s+(and|or)\s+`)
	whitespace      = regexp.MustCompile(`\s+`)
)

var signs = map[string]string{"=": "is", "!=": "is not", "<": "is less than", ">": "is more than", "<=": "is at most", ">=": "is at least"}

// expressionPaths are the paths that a condition speaks of.
func expressionPaths(condition string) []path {
	var list []path
	for _, at := range findPaths.FindAllStringIndex(condition, -1) {
		if at[1] == len(condition) || condition[at[1]] != '(' { // a function is no path
			list = append(list, readExpressionPath(condition[at[0]:at[1]]))
		}
	}
	return list
}

// readExpressionPath cuts a JSONata path; the state's input needs no name.
func readExpressionPath(s string) path {
	for _, known := range []string{"$states.input", "$states.context"} {
		if rest, ok := strings.CutPrefix(s, known); ok && rest != "" {
			return readPath("$" + rest)
		}
	}
	return readPath(s)
}

func (s *speaker) expression(condition string) string {
	text := strings.TrimSpace(condition)
	text = strings.TrimSuffix(strings.TrimPrefix(text, "{%"), "%}")
	text = strings.TrimSpace(whitespace.ReplaceAllString(text, " "))
	if text == "" {
		return "condition that is empty"
	}
	if c, ok := s.simple(text); ok {
		return c.String()
	}
	if words := s.conjunction(text); words != "" {
		return words
	}
	return strings.ReplaceAll(text, "$states.input.", "")
}

// simple reads a comparison, a presence or a plain truth, or its negation.
func (s *speaker) simple(text string) (clause, bool) {
	text = strings.TrimSpace(text)
	if m := readNegation.FindStringSubmatch(text); m != nil {
		c, ok := s.simple(m[1])
		return c.negated(), ok
	}
	if m := readPresence.FindStringSubmatch(text); m != nil {
		p := readExpressionPath(m[1])
		return clause{path: p, subject: s.name(p), verb: "is there"}, true
	}
	if m := readComparison.FindStringSubmatch(text); m != nil {
		p := readExpressionPath(m[1])
		return clause{path: p, subject: s.name(p), verb: signs[m[2]], object: s.literal(m[3])}, true
	}
	if readSimple.MatchString(text) {
		p := readExpressionPath(text)
		return clause{path: p, subject: s.name(p), verb: "is", object: "true"}, true
	}
	return clause{}, false
}

func (s *speaker) literal(text string) string {
	switch text[0] {
	case '\'', '"':
		if len(text) == 2 {
			return "empty"
		}
		return "“" + text[1:len(text)-1] + "”"
	case '$':
		return s.name(readExpressionPath(text))
	}
	return text
}

// conjunction reads simple conditions joined by and, or by or; it is "" for
// anything else.
func (s *speaker) conjunction(text string) string {
	joints := readConjunction.FindAllStringSubmatch(text, -1)
	if len(joints) == 0 {
		return ""
	}
	by := joints[0][1]
	for _, j := range joints {
		if j[1] != by {
			return ""
		}
	}
	var clauses []clause
	for _, part := range readConjunction.Split(text, -1) {
		c, ok := s.simple(part)
		if !ok {
			return ""
		}
		clauses = append(clauses, c)
	}
	return s.said(clauses, true, by)
}
