package jsonata

import "sort"

// Function describes a function of the language, for completion and hover.
type Function struct {
	Name      string // without the dollar sign
	Signature string // such as $sum(array)
	Help      string // one plain sentence
}

// Functions are all functions an expression can call, by name: the standard
// library without $eval, and what Step Functions adds.
var Functions = []Function{
	{"abs", "$abs(number)", "Gives the number without its sign."},
	{"append", "$append(array1, array2)", "Puts the items of the second array after those of the first."},
	{"assert", "$assert(condition, message?)", "Fails with the message unless the condition holds."},
	{"average", "$average(array)", "Computes the mean of the numbers."},
	{"base64decode", "$base64decode(text)", "Reads text from Base64."},
	{"base64encode", "$base64encode(text)", "Writes text as Base64."},
	{"boolean", "$boolean(value)", "Tells whether the value counts as true."},
	{"ceil", "$ceil(number)", "Rounds up to a whole number."},
	{"clone", "$clone(value)", "Copies an object or array."},
	{"contains", "$contains(text, pattern)", "Tells whether the text holds the pattern, a text or a regular expression."},
	{"count", "$count(array)", "Counts the items."},
	{"decodeUrl", "$decodeUrl(text)", "Reads a URL in which characters were escaped."},
	{"decodeUrlComponent", "$decodeUrlComponent(text)", "Reads a part of a URL in which characters were escaped."},
	{"distinct", "$distinct(array)", "Leaves out items that came before."},
	{"each", "$each(object, function)", "Calls the function with every value and key of the object and collects what it gives."},
	{"encodeUrl", "$encodeUrl(text)", "Escapes what a URL cannot hold."},
	{"encodeUrlComponent", "$encodeUrlComponent(text)", "Escapes what a part of a URL cannot hold."},
	{"error", "$error(message?)", "Fails with the message."},
	{"exists", "$exists(value)", "Tells whether there is a value."},
	{"filter", "$filter(array, function)", "Keeps the items for which the function gives true."},
	{"floor", "$floor(number)", "Rounds down to a whole number."},
	{"formatBase", "$formatBase(number, radix?)", "Writes a whole number in another base, 10 unless told."},
	{"formatInteger", "$formatInteger(number, picture)", "Writes a whole number as the picture says, in words too."},
	{"formatNumber", "$formatNumber(number, picture, options?)", "Writes a number as the picture says, such as '#,##0.00'."},
	{"fromMillis", "$fromMillis(number, picture?, timezone?)", "Writes a time, in milliseconds since 1970, as text."},
	{"hash", "$hash(text, algorithm)", "Computes a hash of the text with MD5, SHA-1, SHA-256, SHA-384 or SHA-512."},
	{"join", "$join(array, separator?)", "Joins texts into one."},
	{"keys", "$keys(object)", "Lists the keys of the object."},
	{"length", "$length(text)", "Counts the characters."},
	{"lookup", "$lookup(object, key)", "Gives the value of the key."},
	{"lowercase", "$lowercase(text)", "Writes the text in small letters."},
	{"map", "$map(array, function)", "Calls the function with every item and collects what it gives."},
	{"match", "$match(text, pattern, limit?)", "Finds where the regular expression matches."},
	{"max", "$max(array)", "Gives the largest of the numbers."},
	{"merge", "$merge(array)", "Joins objects into one; later values count."},
	{"millis", "$millis()", "Tells the time in milliseconds since 1970, the same throughout an evaluation."},
	{"min", "$min(array)", "Gives the smallest of the numbers."},
	{"not", "$not(value)", "Gives the opposite of what the value counts as."},
	{"now", "$now(picture?, timezone?)", "Tells the time as text, the same throughout an evaluation."},
	{"number", "$number(value)", "Reads a number from text or a boolean."},
	{"pad", "$pad(text, width, character?)", "Lengthens the text to the width: at its end, or for a negative width at its start."},
	{"parse", "$parse(text)", "Reads JSON text into a value."},
	{"parseInteger", "$parseInteger(text, picture)", "Reads a whole number written as the picture says."},
	{"partition", "$partition(array, size)", "Cuts the array into arrays of at most that size."},
	{"power", "$power(base, exponent)", "Raises the base to the exponent."},
	{"random", "$random(seed?)", "Draws a number from 0 up to, but not including, 1; with a seed always the same one."},
	{"range", "$range(first, last, step)", "Makes an array of numbers from the first to the last."},
	{"reduce", "$reduce(array, function, start?)", "Combines the items into one value, two at a time."},
	{"replace", "$replace(text, pattern, replacement, limit?)", "Replaces what the pattern finds."},
	{"reverse", "$reverse(array)", "Turns the order of the items around."},
	{"round", "$round(number, precision?)", "Rounds to a number of decimal places, halves to the even side."},
	{"shuffle", "$shuffle(array)", "Puts the items in a random order."},
	{"sift", "$sift(object, function)", "Keeps the members for which the function gives true."},
	{"single", "$single(array, function?)", "Gives the one item for which the function gives true; fails when there is not exactly one."},
	{"sort", "$sort(array, function?)", "Puts the items in order; the function tells whether two are to be swapped."},
	{"split", "$split(text, separator, limit?)", "Cuts the text at every separator."},
	{"spread", "$spread(object)", "Makes an object of every member."},
	{"sqrt", "$sqrt(number)", "Computes the square root."},
	{"string", "$string(value, prettify?)", "Writes the value as text; objects and arrays as JSON."},
	{"substring", "$substring(text, start, length?)", "Takes a part of the text, counted from 0."},
	{"substringAfter", "$substringAfter(text, characters)", "Takes what comes after the first occurrence of the characters."},
	{"substringBefore", "$substringBefore(text, characters)", "Takes what comes before the first occurrence of the characters."},
	{"sum", "$sum(array)", "Adds the numbers."},
	{"toMillis", "$toMillis(timestamp, picture?)", "Reads a time from text, into milliseconds since 1970."},
	{"trim", "$trim(text)", "Removes blanks at both ends and doubled ones between."},
	{"type", "$type(value)", "Tells the kind of the value."},
	{"uppercase", "$uppercase(text)", "Writes the text in capital letters."},
	{"uuid", "$uuid()", "Makes a random UUID, version 4."},
	{"zip", "$zip(array1, ...)", "Makes arrays of the first items, the second items and so on."},
}

func isFunction(name string) bool {
	i := sort.Search(len(Functions), func(i int) bool { return Functions[i].Name >= name })
	return i < len(Functions) && Functions[i].Name == name
}
