package scene

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/syntax"
)

// This file defines the one line that says, in plain words, what a state does.

// Subtitle returns the line under a state's name, such as "Lambda · check-identity",
// "2 rules" or "for 7 days". It is never empty and may be long: the caller shortens
// it to its place.
func Subtitle(s asl.State) string {
	switch s := s.(type) {
	case *asl.Task:
		return taskWords(s)
	case *asl.Choice:
		return choiceWords(s)
	case *asl.Parallel:
		return parallelWords(s)
	case *asl.Map:
		return mapWords(s)[0]
	case *asl.Wait:
		return waitWords(s)
	case *asl.Pass:
		return passWords(s)
	case *asl.Succeed:
		return "ends well"
	case *asl.Fail:
		return failWords(s)
	}
	if s == nil {
		return "missing"
	}
	if t := s.Base().Type; t != "" {
		return "unknown type " + t
	}
	return "has no type yet"
}

// Notes returns what stands on the right of a container's header, from the
// fullest wording to the shortest; nil for other states.
func Notes(s asl.State) []string {
	switch s := s.(type) {
	case *asl.Parallel:
		n := len(s.Branches)
		return []string{parallelWords(s), count(n, "branch", "branches"), strconv.Itoa(n)}
	case *asl.Map:
		return mapWords(s)
	}
	return nil
}

func choiceWords(s *asl.Choice) string {
	if len(s.Rules()) == 0 {
		return "no rules yet"
	}
	return count(len(s.Rules()), "rule", "rules")
}

func parallelWords(s *asl.Parallel) string {
	switch len(s.Branches) {
	case 0:
		return "no branches yet"
	case 1:
		return "1 branch"
	}
	return count(len(s.Branches), "branch", "branches") + " at once"
}

// mapWords returns wordings from full to short.
func mapWords(s *asl.Map) []string {
	pace := ""
	if n, ok := s.Field("MaxConcurrency").Int(); ok && n > 0 {
		pace = fmt.Sprintf("%d at a time", n)
		if n == 1 {
			pace = "one at a time"
		}
	}
	over := mapItems(s)
	if pace == "" {
		return []string{over, strings.Replace(over, "for each of ", "each ", 1), "each item"}
	}
	return []string{over + " · " + pace, pace, strings.TrimSuffix(pace, " at a time")}
}

func mapItems(s *asl.Map) string {
	if r := s.Field("ItemReader"); r.Is(syntax.Object) {
		if strings.HasSuffix(r.Get("Resource").StringText(), "listObjectsV2") {
			return "for each object in S3"
		}
		if t := r.Get("ReaderConfig").Get("InputType").StringText(); t != "" {
			return "for each row of " + t
		}
		return "for each item from S3"
	}
	for _, f := range []string{"ItemsPath", "Items"} {
		if t := s.Field(f).StringText(); t != "" {
			if t = plain(t); t != "$" {
				return "for each of " + t
			}
		}
	}
	return "for each item"
}

func waitWords(s *asl.Wait) string {
	if n := s.Field("Seconds"); n != nil {
		if sec, ok := n.Int(); ok {
			return "for " + Duration(sec)
		}
		if t := n.StringText(); t != "" {
			return "for " + seconds(plain(t))
		}
	}
	if t := s.Field("SecondsPath").StringText(); t != "" {
		return "for " + seconds(t)
	}
	for _, f := range []string{"Timestamp", "TimestampPath"} {
		if t := s.Field(f).StringText(); t != "" {
			return "waits until " + moment(plain(t))
		}
	}
	return "has no time yet"
}

// seconds names the unit of a path that does not name it itself.
func seconds(path string) string {
	if strings.Contains(strings.ToLower(path), "second") {
		return path
	}
	return path + " seconds"
}

// moment shortens an RFC 3339 time to what people read.
func moment(t string) string {
	if len(t) >= 16 && t[4] == '-' && t[10] == 'T' {
		return t[:10] + " " + t[11:16]
	}
	return t
}

// Duration puts whole seconds in words with at most two units: "7 days", "1 hour
// 30 minutes"; less than nothing, which is a mistake, is said as it stands.
func Duration(sec int64) string {
	if sec == 0 {
		return "no time"
	}
	if sec < 0 {
		return strconv.FormatInt(sec, 10) + " seconds"
	}
	units := []struct {
		size int64
		one  string
	}{{86400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}}
	var words []string
	for _, u := range units {
		if n := sec / u.size; n > 0 && len(words) < 2 {
			words = append(words, count(int(n), u.one, u.one+"s"))
			sec -= n * u.size
		} else if len(words) > 0 {
			break
		}
	}
	return strings.Join(words, " ")
}

func passWords(s *asl.Pass) string {
	to := s.Field("ResultPath").StringText()
	switch {
	case s.Field("Result") != nil && to != "" && to != "$":
		return "adds " + to
	case s.Field("Result") != nil:
		return "gives a fixed result"
	case s.Field("Parameters") != nil && to != "" && to != "$":
		return "shapes " + to
	case s.Field("Parameters") != nil, s.Field("Output") != nil:
		return "shapes the data"
	}
	if a := s.Field("Assign"); a.Is(syntax.Object) && len(a.Members()) > 0 {
		var names []string
		for _, m := range a.Members() {
			names = append(names, strings.TrimSuffix(m.Key.Text, ".$"))
		}
		return "sets " + strings.Join(names, ", ")
	}
	return "hands its input on"
}

func failWords(s *asl.Fail) string {
	for _, f := range []string{"Error", "ErrorPath"} {
		if t := s.Field(f).StringText(); t != "" {
			return "fails with " + plain(t)
		}
	}
	for _, f := range []string{"Cause", "CausePath"} {
		if t := s.Field(f).StringText(); t != "" {
			return plain(t)
		}
	}
	return "stops with an error"
}

// plain takes the braces off a JSONata expression and collapses white space.
func plain(t string) string {
	if strings.HasPrefix(t, "{%") && strings.HasSuffix(t, "%}") && len(t) >= 4 {
		t = t[2 : len(t)-2]
	}
	return strings.Join(strings.Fields(t), " ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// words splits camel case: "startJobRun" is "start job run".
func words(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) {
			joint := i > 0 && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
			if joint {
				b.WriteByte(' ')
			}
			short := i+1 < len(runes) && unicode.IsUpper(runes[i+1]) || i > 0 && unicode.IsUpper(runes[i-1]) && i+1 == len(runes)
			if !short {
				r = unicode.ToLower(r)
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}
