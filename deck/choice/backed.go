package choice

// isBackedBy says whether something speaks for it that an answer of which nothing is known to speak
// against it may be meant.
func isBackedBy(right, it *item) bool {
	a, b := &right.kind, &it.kind
	isOneKind := right.form == it.form && right.digits == it.digits
	isAsLed := leadsLike(right, it) || !right.leads && !it.leads
	switch {
	case right.side != Asked, right.asksBack:
		return right.opens == it.opens
	case right.gap:
		return isOneKind && right.ends == it.ends && right.frame.slot == it.frame.slot
	case right.code:
		return right.form == it.form && right.begins == it.begins
	case right.anyOne && it.anyOne, right.things > 1 && right.things == it.things:
		return isOneKind
	case a.class == person:
		return right.form.shape == name && it.form.shape == name
	}
	return a.class == b.class && isAsLed && (a.class == place ||
		a.class == reason || a.class == moment || a.class == manner && right.head == it.head)
}
