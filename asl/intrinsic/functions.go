package intrinsic

import (
	"fmt"
	"strconv"

	"github.com/stateboard/stateboard/asl/value"
)

// Function describes one intrinsic function, for completion and hover.
type Function struct {
	Name      string // such as States.Format
	Signature string // such as States.Format(template, value, ...)
	Help      string // one plain sentence
	Example   string // a call that evaluates as it stands, or with $ paths
	Least     int    // the fewest arguments
	Most      int    // the most arguments, or -1 for any number

	run func(*invocation) (value.Value, error)
}

func (f *Function) arity() string {
	plural := func(n int) string {
		if n == 1 {
			return "1 argument"
		}
		return strconv.Itoa(n) + " arguments"
	}
	switch {
	case f.Most < 0:
		return "at least " + plural(f.Least)
	case f.Least == f.Most && f.Most == 0:
		return "no arguments"
	case f.Least == f.Most:
		return plural(f.Most)
	}
	return fmt.Sprintf("%d to %s", f.Least, plural(f.Most))
}

// Functions are all intrinsic functions, by name.
var Functions = []Function{
	{"States.Array", "States.Array(value, ...)", "Makes an array of its arguments.",
		"States.Array('a', 1, $.x)", 0, -1, nil},
	{"States.ArrayContains", "States.ArrayContains(array, value)", "Tells whether the array holds the value.",
		"States.ArrayContains($.colours, 'red')", 2, 2, nil},
	{"States.ArrayGetItem", "States.ArrayGetItem(array, index)", "Takes one item of the array, counted from 0.",
		"States.ArrayGetItem($.items, 0)", 2, 2, nil},
	{"States.ArrayLength", "States.ArrayLength(array)", "Counts the items of the array.",
		"States.ArrayLength($.items)", 1, 1, nil},
	{"States.ArrayPartition", "States.ArrayPartition(array, size)", "Cuts the array into arrays of at most that size.",
		"States.ArrayPartition($.items, 4)", 2, 2, nil},
	{"States.ArrayRange", "States.ArrayRange(first, last, step)", "Makes an array of whole numbers from the first to the last, at most 1,000 of them.",
		"States.ArrayRange(1, 9, 2)", 3, 3, nil},
	{"States.ArrayUnique", "States.ArrayUnique(array)", "Leaves out items that came before.",
		"States.ArrayUnique($.items)", 1, 1, nil},
	{"States.Base64Decode", "States.Base64Decode(text)", "Reads text from Base64, at most 10,000 characters of it.",
		"States.Base64Decode('SGVsbG8=')", 1, 1, nil},
	{"States.Base64Encode", "States.Base64Encode(text)", "Writes text as Base64, at most 10,000 characters of it.",
		"States.Base64Encode('Hello')", 1, 1, nil},
	{"States.Format", "States.Format(template, value, ...)", "Puts the values in the places of {} in the template.",
		"States.Format('Hello {}', $.name)", 1, -1, nil},
	{"States.Hash", "States.Hash(text, algorithm)", "Computes a hash of the text with MD5, SHA-1, SHA-256, SHA-384 or SHA-512.",
		"States.Hash($.text, 'SHA-256')", 2, 2, nil},
	{"States.JsonMerge", "States.JsonMerge(first, second, false)", "Joins two objects; where both have a key, the second one's value counts.",
		"States.JsonMerge($.a, $.b, false)", 3, 3, nil},
	{"States.JsonToString", "States.JsonToString(value)", "Writes the value as JSON text.",
		"States.JsonToString($.order)", 1, 1, nil},
	{"States.MathAdd", "States.MathAdd(a, b)", "Adds two whole numbers.",
		"States.MathAdd($.count, 1)", 2, 2, nil},
	{"States.MathRandom", "States.MathRandom(start, end, seed?)", "Draws a whole number from the start up to, but not including, the end.",
		"States.MathRandom(1, 7)", 2, 3, nil},
	{"States.StringSplit", "States.StringSplit(text, separators)", "Cuts the text at every one of the separator characters and leaves out empty parts.",
		"States.StringSplit('a,b', ',')", 2, 2, nil},
	{"States.StringToJson", "States.StringToJson(text)", "Reads JSON text into a value.",
		"States.StringToJson($.body)", 1, 1, nil},
	{"States.UUID", "States.UUID()", "Makes a random UUID, version 4.",
		"States.UUID()", 0, 0, nil},
}

// byName finds functions; it also ties each to what it does.
var byName = tie(map[string]func(*invocation) (value.Value, error){
	"States.Array":          array,
	"States.ArrayContains":  arrayContains,
	"States.ArrayGetItem":   arrayGetItem,
	"States.ArrayLength":    arrayLength,
	"States.ArrayPartition": arrayPartition,
	"States.ArrayRange":     arrayRange,
	"States.ArrayUnique":    arrayUnique,
	"States.Base64Decode":   base64Decode,
	"States.Base64Encode":   base64Encode,
	"States.Format":         format,
	"States.Hash":           hash,
	"States.JsonMerge":      jsonMerge,
	"States.JsonToString":   jsonToString,
	"States.MathAdd":        mathAdd,
	"States.MathRandom":     mathRandom,
	"States.StringSplit":    stringSplit,
	"States.StringToJson":   stringToJSON,
	"States.UUID":           uuid,
})

func tie(run map[string]func(*invocation) (value.Value, error)) map[string]*Function {
	found := make(map[string]*Function, len(Functions))
	for i := range Functions {
		f := &Functions[i]
		f.run = run[f.Name]
		found[f.Name] = f
	}
	return found
}
