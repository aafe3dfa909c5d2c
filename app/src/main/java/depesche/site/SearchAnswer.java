package depesche.site;

import depesche.search.Facets;
import depesche.search.Found;
import depesche.search.Place;
import depesche.search.SearchFault;
import depesche.search.Typed;
import java.util.List;
import java.util.Optional;

/// What is to be shown of a search.
///
/// @param text as it was asked
/// @param from where this part of the list begins
/// @param faults what of it could not be asked
/// @param meant the search that may have been meant
record SearchAnswer(
        String text,
        Typed typed,
        Place from,
        Found found,
        Optional<String> meant,
        Facets facets,
        List<SearchFault> faults) {}
