package catalog

// Functions are what a JSONata expression can call: JSONata's own functions
// but $eval, which Step Functions leaves out, and the six it adds. Names and
// signatures are without the language's {% and %}.
var Functions = []Intrinsic{
	{"$string", "$string(value)", "The value as text; lists and objects as JSON."},
	{"$length", "$length(text)", "How many characters the text has."},
	{"$substring", "$substring(text, start[, length])", "A part of the text, counted from 0; a negative start counts from the end."},
	{"$substringBefore", "$substringBefore(text, mark)", "What stands before the mark."},
	{"$substringAfter", "$substringAfter(text, mark)", "What stands after the mark."},
	{"$uppercase", "$uppercase(text)", "The text in capitals."},
	{"$lowercase", "$lowercase(text)", "The text in small letters."},
	{"$trim", "$trim(text)", "The text without blanks at its ends and with single ones within."},
	{"$pad", "$pad(text, width[, fill])", "The text filled up to a width; a negative width fills on the left."},
	{"$contains", "$contains(text, pattern)", "Whether the text holds the pattern."},
	{"$split", "$split(text, separator[, limit])", "The parts of the text between the separators."},
	{"$join", "$join(texts[, separator])", "The texts as one, with the separator between them."},
	{"$match", "$match(text, pattern[, limit])", "What the regular expression matches in the text."},
	{"$replace", "$replace(text, pattern, by[, limit])", "The text with what the pattern matches replaced."},
	{"$base64encode", "$base64encode(text)", "The text in Base64."},
	{"$base64decode", "$base64decode(text)", "The text that Base64 stands for."},
	{"$encodeUrlComponent", "$encodeUrlComponent(text)", "The text as a part of a web address."},
	{"$encodeUrl", "$encodeUrl(text)", "The text as a web address."},
	{"$decodeUrlComponent", "$decodeUrlComponent(text)", "The text that a part of a web address stands for."},
	{"$decodeUrl", "$decodeUrl(text)", "The text that a web address stands for."},
	{"$number", "$number(value)", "The value as a number."},
	{"$abs", "$abs(number)", "The number without its sign."},
	{"$floor", "$floor(number)", "The number rounded down."},
	{"$ceil", "$ceil(number)", "The number rounded up."},
	{"$round", "$round(number[, digits])", "The number rounded, halves to the even neighbour."},
	{"$power", "$power(base, exponent)", "The base to the power of the exponent."},
	{"$sqrt", "$sqrt(number)", "The square root."},
	{"$random", "$random([seed])", "A random number from 0 up to but not including 1."},
	{"$formatNumber", "$formatNumber(number, picture[, options])", "The number as text after a picture such as '#,##0.00'."},
	{"$formatBase", "$formatBase(number, base)", "The whole number as text in another base."},
	{"$formatInteger", "$formatInteger(number, picture)", "The whole number as text, also in words or Roman."},
	{"$parseInteger", "$parseInteger(text, picture)", "The whole number that the text says."},
	{"$sum", "$sum(numbers)", "The sum of the numbers."},
	{"$max", "$max(numbers)", "The greatest number."},
	{"$min", "$min(numbers)", "The least number."},
	{"$average", "$average(numbers)", "The mean of the numbers."},
	{"$boolean", "$boolean(value)", "Whether the value counts as true."},
	{"$not", "$not(value)", "Whether the value counts as false."},
	{"$exists", "$exists(value)", "Whether there is a value."},
	{"$count", "$count(list)", "How many items the list has."},
	{"$append", "$append(first, second)", "The items of both lists."},
	{"$sort", "$sort(list[, function])", "The list in order."},
	{"$reverse", "$reverse(list)", "The list backwards."},
	{"$shuffle", "$shuffle(list)", "The list in a random order."},
	{"$distinct", "$distinct(list)", "The list without repetitions."},
	{"$zip", "$zip(lists…)", "The first items of all lists, then the second ones, and so on."},
	{"$keys", "$keys(object)", "The names of the object's fields."},
	{"$lookup", "$lookup(object, name)", "The value of a field."},
	{"$spread", "$spread(object)", "One object for each field."},
	{"$merge", "$merge(objects)", "One object of all; later ones win."},
	{"$each", "$each(object, function)", "What the function gives for each field."},
	{"$sift", "$sift(object, function)", "The fields for which the function gives true."},
	{"$error", "$error(message)", "Fails with the message."},
	{"$assert", "$assert(condition, message)", "Fails with the message unless the condition holds."},
	{"$type", "$type(value)", "The type of the value, as text."},
	{"$map", "$map(list, function)", "What the function gives for each item."},
	{"$filter", "$filter(list, function)", "The items for which the function gives true."},
	{"$single", "$single(list[, function])", "The one item for which the function gives true."},
	{"$reduce", "$reduce(list, function[, start])", "What the function makes of all items, one after the other."},
	{"$now", "$now([picture[, timezone]])", "The time of the evaluation, as text."},
	{"$millis", "$millis()", "The time of the evaluation, in milliseconds since 1970."},
	{"$fromMillis", "$fromMillis(number[, picture[, timezone]])", "A time in milliseconds as text."},
	{"$toMillis", "$toMillis(text[, picture])", "A time given as text in milliseconds."},
	{"$clone", "$clone(value)", "A copy of the value."},
	{"$partition", "$partition(list, size)", "The list in pieces of at most that size."},
	{"$range", "$range(first, last, step)", "The numbers from first to last."},
	{"$hash", "$hash(value, algorithm)", "A hash by MD5, SHA-1, SHA-256, SHA-384 or SHA-512."},
	{"$uuid", "$uuid()", "A random identifier."},
	{"$parse", "$parse(text)", "The value that a JSON text says."},
}

// FunctionOf is the JSONata function of that name, with its dollar sign, or
// nil.
func FunctionOf(name string) *Intrinsic {
	if i, ok := functionIndex[name]; ok {
		return &Functions[i]
	}
	return nil
}

var functionIndex = func() map[string]int {
	index := make(map[string]int, len(Functions))
	for i, f := range Functions {
		index[f.Name] = i
	}
	return index
}()
