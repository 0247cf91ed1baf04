package io.vitrine.error;

import java.util.List;
import java.util.stream.Collectors;

/** The refusal to delete what others still use: it names them, so that the caller knows what to do first. */
public final class InUse {
    /** How many users a message names; who looks them up needs one more to say that there are others. */
    public static final int MOST_NAMED = 5;

    private InUse() {}

    /**
     * A refusal with {@code IN_USE}.
     *
     * @param claim the start of the sentence, such as {@code The group still has}
     * @param noun what one user is, in the singular
     * @param users their names, not empty; past {@link #MOST_NAMED} they are said to be more
     */
    public static Refusal refusal(String claim, String noun, List<String> users) {
        String named =
                users.stream().limit(MOST_NAMED).map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        String more = users.size() > MOST_NAMED ? " and more" : "";
        String plural = users.size() == 1 ? noun : noun + "s";
        return new Refusal(ErrorCode.IN_USE, claim + " the " + plural + " " + named + more + ".");
    }
}
