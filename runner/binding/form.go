package binding

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// form encodes an object for a form: nested members as a[b], arrays as
// RequestEncodingOptions.ArrayFormat says, INDICES without it.
func form(v value.Value, arrays string) (encoded, why string) {
	switch arrays {
	case "":
		arrays = "INDICES"
	case "INDICES", "REPEAT", "COMMAS", "BRACKETS", "NONE":
	default:
		return "", fmt.Sprintf("ArrayFormat is %q, and there are INDICES, REPEAT, COMMAS, BRACKETS and NONE.", arrays)
	}
	var pairs []string
	for _, m := range v.Members() {
		pairs = appendForm(pairs, m.Key, m.Value, arrays)
	}
	return strings.Join(pairs, "&"), ""
}

func appendForm(pairs []string, key string, v value.Value, arrays string) []string {
	switch v.Kind() {
	case value.ObjectKind:
		for _, m := range v.Members() {
			pairs = appendForm(pairs, key+"["+m.Key+"]", m.Value, arrays)
		}
		return pairs
	case value.ArrayKind:
		return appendFormArray(pairs, key, v, arrays)
	}
	return append(pairs, url.QueryEscape(key)+"="+url.QueryEscape(scalar(v)))
}

func appendFormArray(pairs []string, key string, v value.Value, arrays string) []string {
	switch arrays {
	case "COMMAS":
		return append(pairs, url.QueryEscape(key)+"="+url.QueryEscape(strings.ReplaceAll(headerValue(v), ", ", ",")))
	case "NONE":
		return append(pairs, url.QueryEscape(key)+"="+url.QueryEscape(v.JSON()))
	}
	for i, item := range v.Items() {
		at := key
		switch arrays {
		case "INDICES":
			at += "[" + strconv.Itoa(i) + "]"
		case "BRACKETS":
			at += "[]"
		}
		pairs = appendForm(pairs, at, item, arrays)
	}
	return pairs
}

// query encodes QueryParameters; an array repeats its name.
func query(v value.Value) string {
	if s, ok := v.AsString(); ok {
		return s
	}
	var pairs []string
	for _, m := range v.Members() {
		values := []value.Value{m.Value}
		if m.Value.Kind() == value.ArrayKind {
			values = m.Value.Items()
		}
		for _, one := range values {
			pairs = append(pairs, url.QueryEscape(m.Key)+"="+url.QueryEscape(scalar(one)))
		}
	}
	return strings.Join(pairs, "&")
}

// scalar is a value as text: a string as it is, null as nothing, all else as
// JSON.
func scalar(v value.Value) string {
	if s, ok := v.AsString(); ok {
		return s
	}
	if v.IsNull() || v.IsAbsent() {
		return ""
	}
	return v.JSON()
}
