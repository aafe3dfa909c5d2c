package depesche.preflight.house;

import java.util.List;

/// Looks at one thing of the house.
@FunctionalInterface
interface Check {

    List<Finding> look();
}
