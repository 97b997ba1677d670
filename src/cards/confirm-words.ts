/** What stands beside the button that confirms: nothing is done. */
export const GO_BACK = 'Go back';
